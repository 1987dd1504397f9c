using Glip.Core;

namespace Glip.Evaluation;

/// <summary>What is true and what a tracker said of one frame.</summary>
/// <param name="Truths">Things in it, by their numbers in the sequence from 0.</param>
/// <param name="Tracks">Tracks in it, by their numbers in the sequence from 0.</param>
/// <param name="Similarity">[truths, tracks] IoU of their boxes.</param>
internal sealed record FrameBoxes(int[] Truths, int[] Tracks, double[,] Similarity)
{
    public bool IsOneSided => Truths.Length == 0 || Tracks.Length == 0;

    /// <summary>Things and tracks whose boxes overlap, with their places in this frame.</summary>
    public IEnumerable<(int Truth, int Track, double IoU)> Overlaps =>
        from truth in Enumerable.Range(0, Truths.Length)
        from track in Enumerable.Range(0, Tracks.Length)
        where Similarity[truth, track] > 0
        select (truth, track, Similarity[truth, track]);

    /// <summary>The pairs that an assignment with the largest sum of likenesses makes; pairs of likeness 0 are none.</summary>
    /// <param name="likeness">[truths, tracks], at least 0.</param>
    /// <returns>Places of truth and track in this frame.</returns>
    public static IEnumerable<(int Truth, int Track)> Match(double[,] likeness)
    {
        var assignment = new Assignment();
        assignment.Begin(likeness.GetLength(1));
        for (var truth = 0; truth < likeness.GetLength(0); truth++)
        {
            assignment.AddRow();
            for (var track = 0; track < likeness.GetLength(1); track++)
            {
                if (likeness[truth, track] > 0)
                {
                    assignment.AddPair(track, likeness[truth, track]);
                }
            }
        }

        return assignment.Solve().ToArray().Index().Where(pair => pair.Item >= 0);
    }

    /// <summary>A table over all pairs.</summary>
    /// <param name="cell">Value of a pair, from the places of truth and track in this frame and their similarity.</param>
    public double[,] Table(Func<int, int, double, double> cell)
    {
        var table = new double[Truths.Length, Tracks.Length];
        for (var truth = 0; truth < Truths.Length; truth++)
        {
            for (var track = 0; track < Tracks.Length; track++)
            {
                table[truth, track] = cell(truth, track, Similarity[truth, track]);
            }
        }

        return table;
    }
}
