namespace Glip.Host;

/// <summary>How often which score occurred.</summary>
internal sealed class ScoreHistogram
{
    /// <summary>Number of bins over [0, 1], each 0.01 wide.</summary>
    public const int Bins = 100;

    /// <param name="counts">How many scores in each bin; 100 numbers, none below 0.</param>
    public ScoreHistogram(long[] counts)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, Bins, nameof(counts));
        Counts = counts;
    }

    public ScoreHistogram()
        : this(new long[Bins])
    {
    }

    public long[] Counts { get; }

    public long Total => Counts.Sum();

    /// <param name="score">In [0, 1].</param>
    public void Add(float score) => Counts[Math.Clamp((int)(score * Bins), 0, Bins - 1)]++;

    /// <summary>How many scores are in the bins from a score on.</summary>
    public long From(float score) => Counts.Skip(Math.Clamp((int)(score * Bins), 0, Bins)).Sum();
}
