using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Looks for tracks where they should be by now. The likeness of a pair is the IoU of the predicted box and the body's box, both first widened by
/// the standard deviation of the prediction: so objects are found again that moved by more than their width between two frames, or out of
/// sight. Of two that fit equally well, the one that goes on in the direction of the track is meant, then the one with its phrases.
/// </summary>
/// <param name="options">Where high scores begin.</param>
/// <param name="believed">Whether it is for tracks that are believed, which choose before newcomers.</param>
/// <remarks>
/// Source: SORT (arXiv 1602.00763), section 3.3; momentum: OC-SORT (arXiv 2203.14360), section 4.2. Widened boxes: F. Yang et al., Hard to Track
/// Objects with Irregular Motions and Similar Appearances? Make It Easier by Buffering the Matching Space, arXiv 2211.14317, there by a fixed share.
/// </remarks>
internal readonly struct PredictedRound(TrackerOptions options, bool believed) : IRound
{
    // ByteTrack, byte_tracker.py: match_thresh 0.8, as a distance.
    private const float LeastIoU = 0.2f;

    // OC-SORT, section 5.1: lambda.
    private const double MomentumWeight = 0.2;

    public bool Seeks(LiveTrack track) => track.Believed == believed;

    public bool Offers(Body body) => body.Score >= options.HighScore;

    public BoundingBox Range(LiveTrack track)
    {
        var (x, y) = track.Motion.Reach;
        return track.Motion.Predicted.Widen(2 * x, 2 * y);
    }

    public double Gain(LiveTrack track, Body body)
    {
        var motion = track.Motion;
        var (x, y) = motion.Reach;
        var predicted = motion.Predicted.Widen(x, y);
        var seen = body.Box.Widen(x, y);
        var iou = predicted.IoU(seen);
        if (iou < LeastIoU || !track.MayBe(body, predicted, seen))
        {
            return 0;
        }

        var gain = (iou * track.Freshness * track.Kinship(body)) + (MomentumWeight * motion.Momentum(body.Box));
        return Math.Max(gain, double.Epsilon);
    }
}
