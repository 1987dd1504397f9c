using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// A second chance for tracks that were not found where they should be: where they were seen last. Whoever stopped or turned behind something is
/// there, however far the prediction has gone on.
/// </summary>
/// <param name="options">Where high scores begin.</param>
/// <remarks>Source: OC-SORT (arXiv 2203.14360), section 4.3, observation-centric recovery.</remarks>
internal readonly struct RecoveryRound(TrackerOptions options) : IRound
{
    // SORT and OC-SORT: the IoU threshold of all associations.
    private const float LeastIoU = 0.3f;

    public bool Seeks(LiveTrack track) => true;

    public bool Offers(Body body) => body.Score >= options.HighScore;

    public BoundingBox Range(LiveTrack track) => track.Motion.Last;

    public double Gain(LiveTrack track, Body body)
    {
        var iou = track.Motion.Last.IoU(body.Box);
        return iou >= LeastIoU && track.MayBe(body, track.Motion.Last, body.Box) ? iou * track.Freshness * track.Kinship(body) : 0;
    }
}
