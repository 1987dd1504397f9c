using System.Collections.Immutable;

namespace Glip.Evaluation;

/// <summary>What is true and what a tracker said of a sequence, ready to be scored.</summary>
/// <param name="Frames">By time, without frames in which there is nothing.</param>
/// <param name="TruthCounts">Boxes of each thing, at least 1.</param>
/// <param name="TrackCounts">Boxes of each track, at least 1.</param>
internal sealed record SequenceBoxes(ImmutableArray<FrameBoxes> Frames, ImmutableArray<int> TruthCounts, ImmutableArray<int> TrackCounts)
{
    public int TruthBoxes { get; } = TruthCounts.Sum();

    public int TrackBoxes { get; } = TrackCounts.Sum();

    /// <summary>Takes out what does not count, and numbers things and tracks from 0.</summary>
    /// <param name="truth">Rows of ground truth; either all have a class or none.</param>
    /// <param name="tracks">Rows of the tracker.</param>
    public static SequenceBoxes Of(IEnumerable<MotRow> truth, IEnumerable<MotRow> tracks)
    {
        var truths = truth.ToLookup(row => row.Frame);
        var found = tracks.ToLookup(row => row.Frame);
        var truthNumbers = new IdNumbers();
        var trackNumbers = new IdNumbers();
        var frames = truths.Select(group => group.Key).Union(found.Select(group => group.Key)).Order()
            .Select(frame => Preprocessing.Apply([.. truths[frame].OrderBy(row => row.Id)], [.. found[frame].OrderBy(row => row.Id)]))
            .Select(frame => new FrameBoxes(truthNumbers.Of(frame.Truth), trackNumbers.Of(frame.Tracks), Similarity(frame.Truth, frame.Tracks)))
            .ToImmutableArray();
        return new(frames, truthNumbers.Counts, trackNumbers.Counts);
    }

    /// <returns>[truth, tracks] IoU.</returns>
    public static double[,] Similarity(MotRow[] truth, MotRow[] tracks)
    {
        var similarity = new double[truth.Length, tracks.Length];
        for (var t = 0; t < truth.Length; t++)
        {
            for (var k = 0; k < tracks.Length; k++)
            {
                similarity[t, k] = truth[t].Box.IoU(tracks[k].Box);
            }
        }

        return similarity;
    }
}
