namespace Glip.Tracking.Tests;

/// <summary>How well tracks kept to people, summed over any number of runs.</summary>
/// <param name="Switches">Times somebody got another id than before.</param>
/// <param name="Kept">Boxes of people that carry the one id that fits them best in the whole run (IDTP).</param>
/// <param name="Truths">Boxes of people.</param>
/// <param name="Told">Boxes of tracks.</param>
/// <remarks>Source: E. Ristani et al., Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking, arXiv 1609.01775.</remarks>
internal readonly record struct WorldScore(int Switches, int Kept, int Truths, int Told)
{
    /// <summary>In [0, 1].</summary>
    public double Idf1 => Truths + Told > 0 ? 2.0 * Kept / (Truths + Told) : 1;

    public static WorldScore operator +(WorldScore a, WorldScore b) =>
        new(a.Switches + b.Switches, a.Kept + b.Kept, a.Truths + b.Truths, a.Told + b.Told);
}
