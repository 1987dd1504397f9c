namespace Glip.Bench;

/// <summary>What became of the frames of a stream in some time.</summary>
internal readonly record struct FrameCounts(long Received, long Analysed, long Dropped)
{
    public static FrameCounts operator -(FrameCounts now, FrameCounts then) => new(now.Received - then.Received, now.Analysed - then.Analysed, now.Dropped - then.Dropped);
}
