using Glip.Core;

namespace Glip.Tracking;

/// <summary>Lets weak detections continue believed tracks that were found in the frame before: half hidden, they score low for a while.</summary>
/// <param name="options">Where low scores begin and end.</param>
/// <remarks>Source: Y. Zhang et al., ByteTrack, arXiv 2110.06864, algorithm 1; byte_tracker.py, second association.</remarks>
internal readonly struct WeakRound(TrackerOptions options) : IRound
{
    // A weak detection has to fit better; ByteTrack asks for 0.5, without widening boxes first.
    private const float LeastIoU = 0.6f;

    public bool Seeks(LiveTrack track) => track.Believed && track.Gap == 1;

    public bool Offers(Body body) => body.Score >= options.LowScore && body.Score < options.HighScore;

    public BoundingBox Range(LiveTrack track)
    {
        var (x, y) = track.Motion.Reach;
        return track.Motion.Predicted.Widen(2 * x, 2 * y);
    }

    public double Gain(LiveTrack track, Body body)
    {
        var (x, y) = track.Motion.Reach;
        var predicted = track.Motion.Predicted.Widen(x, y);
        var seen = body.Box.Widen(x, y);
        var iou = predicted.IoU(seen);
        return iou >= LeastIoU && track.MayBe(body, predicted, seen) ? iou * track.Kinship(body) : 0;
    }
}
