namespace Glip.Evaluation;

/// <summary>How good a tracker is on a sequence, or on several together.</summary>
/// <param name="Sequence">Name of the sequence.</param>
/// <param name="Things">Number of things in the ground truth.</param>
/// <param name="Tracks">Number of tracks.</param>
/// <param name="Hota">HOTA.</param>
/// <param name="Clear">CLEAR MOT.</param>
/// <param name="Identity">Identity.</param>
public sealed record TrackingScore(string Sequence, int Things, int Tracks, HotaScore Hota, ClearScore Clear, IdentityScore Identity)
{
    /// <summary>Scores the tracks of a sequence after <see cref="Preprocessing"/>.</summary>
    /// <param name="sequence">Its name.</param>
    /// <param name="truth">Ground truth, each id once a frame; either all rows have a class or none.</param>
    /// <param name="tracks">Tracks, each id once a frame.</param>
    public static TrackingScore Of(string sequence, IEnumerable<MotRow> truth, IEnumerable<MotRow> tracks)
    {
        var boxes = SequenceBoxes.Of(truth, tracks);
        return new(sequence, boxes.TruthCounts.Length, boxes.TrackCounts.Length, HotaScorer.Score(boxes), ClearScorer.Score(boxes), IdentityScore.Of(boxes));
    }

    /// <summary>The score of several sequences together: counts and sums are added before anything is divided.</summary>
    /// <param name="name">What to call them.</param>
    /// <param name="scores">At least one.</param>
    public static TrackingScore Combine(string name, IEnumerable<TrackingScore> scores) => scores.Aggregate((a, b) => new(
        name, a.Things + b.Things, a.Tracks + b.Tracks, a.Hota.With(b.Hota), a.Clear.With(b.Clear), a.Identity.With(b.Identity))) with
    {
        Sequence = name,
    };
}
