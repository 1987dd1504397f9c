namespace Glip.Evaluation.Tests;

/// <summary>Rows for cases worked by hand: boxes of 10 × 10 pixels in lanes that do not touch.</summary>
internal static class Rows
{
    /// <summary>A thing or track that stays in a lane.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="lane">Which lane.</param>
    /// <param name="frames">The frames in which it is there.</param>
    /// <param name="height">Of each box; the share of 10 is the IoU with a whole one.</param>
    public static IEnumerable<MotRow> Of(int id, int lane, IEnumerable<int> frames, double height = 10) =>
        frames.Select(frame => new MotRow(frame, id, new(100 * lane, 1, 10, height), 1, null));

    public static TrackingScore Score(IEnumerable<MotRow> truth, IEnumerable<MotRow> tracks) => TrackingScore.Of("lanes", truth, tracks);
}
