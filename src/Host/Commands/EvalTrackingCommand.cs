using System.CommandLine;
using Glip.Evaluation;

namespace Glip.Host;

/// <summary><c>glip eval tracking</c>: HOTA, CLEAR MOT and identity scores of tracks.</summary>
internal static class EvalTrackingCommand
{
    private const string Together = "COMBINED";

    public static Command Create(StopSignal stop)
    {
        var truth = new Argument<string>("GT") { Description = "Ground truth of MOTChallenge: a file, or a folder with NAME/gt/gt.txt or NAME.txt for each sequence" };
        var tracks = new Argument<string>("TRACKS") { Description = "What a tracker wrote: a file, or a folder with NAME.txt for each sequence" };
        var json = new Option<bool>("--json") { Description = "Write JSON: all measures as fractions, those of HOTA at each threshold too" };
        var command = new Command("tracking", "Score tracks: HOTA, MOTA, IDF1 and their parts, in percent. Example: glip eval tracking demo/tracking/truth.txt demo/tracking/tracks.txt")
        {
            truth, tracks, json,
        };
        command.SetAction(parsed =>
        {
            var scores = Score(SequenceFiles.Find(parsed.GetValue(truth)!, parsed.GetValue(tracks)!), stop.Source);
            if (parsed.GetValue(json))
            {
                ModelJson.Write(scores);
            }
            else
            {
                TrackingTable.Write(scores);
            }
        });
        return command;
    }

    /// <returns>The score of each sequence; the last one is that of all together, when there are several.</returns>
    private static List<TrackingScore> Score(IReadOnlyList<SequenceFiles> sequences, CancellationToken cancellationToken)
    {
        List<TrackingScore> scores = [];
        foreach (var sequence in sequences)
        {
            cancellationToken.ThrowIfCancellationRequested();
            scores.Add(sequence.Score());
        }

        return scores.Count > 1 ? [.. scores, TrackingScore.Combine(Together, scores)] : scores;
    }
}
