namespace Glip.Tracking;

/// <summary>Gives the bodies of a frame to tracks.</summary>
internal static class Matching
{
    // In longer sides of the box: a track lost for long must not reach for everyone around.
    private const double MaxSpread = 0.75;

    /// <summary>
    /// Finds the bodies of tracks so that the sum of likenesses is largest, and takes both partners of each pair out of their lists. The likeness
    /// of a pair is the IoU of the predicted box and the body's box, both first widened by the standard deviation of the prediction:
    /// so objects are found again that moved by more than their width between two frames, or out of sight. A body that was found by other
    /// phrases than the track must lie on it as in <see cref="BodyFinder"/>: a person who passes a parked car is not the car.
    /// </summary>
    /// <param name="tracks">Those that look for a body, predicted to the present frame.</param>
    /// <param name="bodies">Those that are left.</param>
    /// <param name="iouThreshold">Least IoU of a pair that shares a phrase, in (0, 1).</param>
    /// <remarks>
    /// Source: SORT (arXiv 1602.00763), section 3.3. Widened boxes: F. Yang et al., Hard to Track Objects with Irregular Motions and
    /// Similar Appearances? Make It Easier by Buffering the Matching Space, arXiv 2211.14317, there by a fixed share.
    /// </remarks>
    public static void Match(List<LiveTrack> tracks, List<Body> bodies, float iouThreshold)
    {
        var costs = new double[tracks.Count, bodies.Count];
        for (var t = 0; t < tracks.Count; t++)
        {
            for (var b = 0; b < bodies.Count; b++)
            {
                costs[t, b] = -Likeness(tracks[t], bodies[b], iouThreshold);
            }
        }

        var bodyOf = Assignment.Solve(costs);
        var pairs = tracks.Index().Where(t => bodyOf[t.Index] >= 0 && costs[t.Index, bodyOf[t.Index]] < 0)
            .Select(t => (Track: t.Item, Body: bodies[bodyOf[t.Index]])).ToList();
        foreach (var (track, body) in pairs)
        {
            track.Find(body);
            tracks.Remove(track);
            bodies.Remove(body);
        }
    }

    /// <summary>Zero for a pair that must not be.</summary>
    private static double Likeness(LiveTrack track, Body body, float iouThreshold)
    {
        var predicted = track.Predicted;
        var most = MaxSpread * predicted.LongerSide();
        var x = (float)Math.Min(track.Spread.X, most);
        var y = (float)Math.Min(track.Spread.Y, most);
        var iou = predicted.Widen(x, y).IoU(body.Box.Widen(x, y));
        return iou >= iouThreshold && (iou >= BodyFinder.SameBodyIoU || track.SharesPhrase(body)) ? iou * track.Freshness : 0;
    }
}
