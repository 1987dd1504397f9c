namespace Glip.Evaluation;

/// <summary>How well one track stands for one thing, over the whole sequence, at an IoU of 0.5.</summary>
/// <param name="IDTP">Boxes of things that their track has.</param>
/// <param name="IDFN">Boxes of things that their track does not have.</param>
/// <param name="IDFP">Boxes of tracks that are not on their thing.</param>
/// <remarks>Source: E. Ristani et al., Performance Measures and a Data Set for Multi-Target, Multi-Camera Tracking, arXiv 1609.01775, section 3.</remarks>
public sealed record IdentityScore(int IDTP, int IDFN, int IDFP)
{
    /// <summary>Harmonic mean of <see cref="IDP"/> and <see cref="IDR"/>, in [0, 1].</summary>
    public double IDF1 => IDTP / Math.Max(1, IDTP + (0.5 * IDFP) + (0.5 * IDFN));

    /// <summary>Share of the boxes of tracks that are on their thing, in [0, 1].</summary>
    public double IDP => (double)IDTP / Math.Max(1, IDTP + IDFP);

    /// <summary>Share of the boxes of things that their track has, in [0, 1].</summary>
    public double IDR => (double)IDTP / Math.Max(1, IDTP + IDFN);

    /// <summary>The score of both sequences together.</summary>
    public IdentityScore With(IdentityScore other) => new(IDTP + other.IDTP, IDFN + other.IDFN, IDFP + other.IDFP);

    /// <summary>Gives each thing at most one track, so that they share as many boxes as possible.</summary>
    internal static IdentityScore Of(SequenceBoxes sequence)
    {
        var shared = new double[sequence.TruthCounts.Length, sequence.TrackCounts.Length];
        foreach (var frame in sequence.Frames)
        {
            foreach (var (truth, track, _) in frame.Overlaps.Where(pair => pair.IoU >= 0.5))
            {
                shared[frame.Truths[truth], frame.Tracks[track]]++;
            }
        }

        var found = (int)FrameBoxes.Match(shared).Sum(pair => shared[pair.Truth, pair.Track]);
        return new(found, sequence.TruthBoxes - found, sequence.TrackBoxes - found);
    }
}
