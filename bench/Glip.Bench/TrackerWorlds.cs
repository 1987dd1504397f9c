using System.Collections.Immutable;
using System.Globalization;
using Glip.Core;
using Glip.Tracking;
using Glip.Tracking.Tests;
using static Glip.Bench.MarkdownTable;

namespace Glip.Bench;

/// <summary>The tracker beside plain SORT in worlds made from seeds: who keeps to people.</summary>
internal static class TrackerWorlds
{
    // Worlds with lower seeds were looked at while the tracker was written.
    private const int FirstSeed = 1001;

    private static readonly float s_highScore = new TrackerOptions().HighScore;

    private static readonly ImmutableArray<(string Name, Func<ITracker> Make)> s_trackers =
    [
        ("ours", () => new OcSortTracker(new())),
        ("SORT, 1 frame", () => new PlainSort(1, s_highScore)),
        ("SORT, 30 frames", () => new PlainSort(30, s_highScore)),
    ];

    public static int Run(int seeds)
    {
        Console.WriteLine($"{seeds} worlds of each kind: switches, IDF1 in %");
        Row(["", .. s_trackers.Select(tracker => tracker.Name)]);
        Row(["---", .. s_trackers.Select(_ => "---")]);
        foreach (var kind in WorldClasses.All)
        {
            var worlds = Enumerable.Range(FirstSeed, seeds).Select(seed => kind.Frames(seed).ToList()).ToList();
            Row([kind.Name, .. s_trackers.Select(tracker => Text(Score(worlds, tracker.Make)))]);
        }

        return 0;
    }

    private static WorldScore Score(IEnumerable<List<WorldFrame>> worlds, Func<ITracker> make) =>
        worlds.Select(world => WorldScorer.Score(make(), world)).Aggregate((a, b) => a + b);

    private static string Text(WorldScore score) => string.Create(CultureInfo.InvariantCulture, $"{score.Switches}, {100 * score.Idf1:0.0}");
}
