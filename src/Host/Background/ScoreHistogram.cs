namespace Glip.Host;

/// <summary>How often which score occurred.</summary>
internal sealed class ScoreHistogram
{
    /// <summary>Number of bins over [0, 1], each 0.01 wide.</summary>
    public const int Bins = 100;

    /// <summary>How many scores in each bin.</summary>
    public long[] Counts { get; } = new long[Bins];

    /// <param name="score">In [0, 1].</param>
    public void Add(float score) => Counts[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;
}
