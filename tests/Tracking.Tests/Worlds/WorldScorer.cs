using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>
/// Runs a tracker through a world and counts. Told are believed tracks in frames in which they were found; box and person meet from IoU 0.5 on. For
/// switches, tracks count that are not believed yet, too: whoever tells nobody would else never switch.
/// </summary>
/// <remarks>
/// Source: identity switches as in K. Bernardin, R. Stiefelhagen, Evaluating Multiple Object Tracking Performance: The CLEAR MOT Metrics, 2008:
/// who was with a track stays with it while they meet.
/// </remarks>
internal sealed class WorldScorer
{
    private const float LeastIoU = 0.5f;

    private readonly Assignment _assignment = new();
    private readonly Dictionary<int, int> _trackOf = [];
    private readonly Dictionary<(int Actor, int Track), int> _meetings = [];
    private int _switches;
    private int _truths;
    private int _told;

    public static WorldScore Score(ITracker tracker, IEnumerable<WorldFrame> frames)
    {
        var scorer = new WorldScorer();
        foreach (var frame in frames)
        {
            List<Track> found = [.. tracker.Update(frame.Seen).Tracks.Where(track => track.Origin == BoxOrigin.Detected)];
            scorer.Count(frame.Truths, found.FindAll(track => track.State == TrackState.Tracked));
            scorer.CountSwitches(frame.Truths, found);
        }

        return new(scorer._switches, scorer.Kept(), scorer._truths, scorer._told);
    }

    private void Count(IReadOnlyList<Truth> truths, List<Track> tracks)
    {
        _truths += truths.Count;
        _told += tracks.Count;
        foreach (var truth in truths)
        {
            foreach (var track in tracks.Where(track => track.Box.IoU(truth.Box) >= LeastIoU))
            {
                var pair = (truth.Actor, track.Id);
                _meetings[pair] = _meetings.GetValueOrDefault(pair) + 1;
            }
        }
    }

    private void CountSwitches(IReadOnlyList<Truth> truths, List<Track> tracks)
    {
        var trackOf = Solve(truths.Count, tracks.Count, (t, k) => Fit(truths[t], tracks[k]));
        foreach (var (truth, track) in truths.Zip(trackOf).Where(pair => pair.Second >= 0))
        {
            var id = tracks[track].Id;
            _switches += _trackOf.TryGetValue(truth.Actor, out var before) && before != id ? 1 : 0;
            _trackOf[truth.Actor] = id;
        }
    }

    private double Fit(Truth truth, Track track)
    {
        var iou = track.Box.IoU(truth.Box);
        var stays = _trackOf.TryGetValue(truth.Actor, out var before) && before == track.Id;
        return iou < LeastIoU ? 0 : stays ? 1000 + iou : iou;
    }

    private int Kept()
    {
        var actors = _meetings.Keys.Select(pair => pair.Actor).Distinct().Order().ToList();
        var tracks = _meetings.Keys.Select(pair => pair.Track).Distinct().Order().ToList();
        var trackOf = Solve(actors.Count, tracks.Count, (a, t) => _meetings.GetValueOrDefault((actors[a], tracks[t])));
        return trackOf.Index().Where(pair => pair.Item >= 0).Sum(pair => _meetings.GetValueOrDefault((actors[pair.Index], tracks[pair.Item])));
    }

    private int[] Solve(int rows, int columns, Func<int, int, double> gain)
    {
        _assignment.Begin(columns);
        for (var row = 0; row < rows; row++)
        {
            _assignment.AddRow();
            for (var column = 0; column < columns; column++)
            {
                _assignment.AddPair(column, gain(row, column));
            }
        }

        return _assignment.Solve().ToArray();
    }
}
