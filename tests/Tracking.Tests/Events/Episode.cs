using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>What became of one happening.</summary>
/// <param name="Report">What was told.</param>
/// <param name="Tracked">What the tracker said; null without a frame.</param>
/// <param name="Regions">Zones and lines in force then.</param>
internal sealed record Episode(FrameReport Report, TrackedFrame? Tracked, StreamRegions Regions)
{
    private static readonly Zone s_left = new("left", [new(0, 0), new(0.4, 0), new(0.4, 1), new(0, 1)]) { Dwell = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)] };
    private static readonly Zone s_low = new("low", [new(0, 0.5), new(1, 0.5), new(1, 1), new(0, 1)]) { Inertia = 1, Anchor = RegionAnchor.Centre };

    // Lines from edge to edge: nobody walks round their ends.
    private static readonly DirectedLine s_upright = new("upright", new(0.2, 0), new(0.25, 1));
    private static readonly DirectedLine s_level = new("level", new(1, 0.6), new(0, 0.6));

    private static readonly (Prompt Prompt, StreamRegions Regions)[] s_configurations =
    [
        (new([.. Sample.Prompt.Phrases.Take(2), Sample.Prompt.Phrases[2] with { Zones = ["low"], MaxSize = 0.4 }]), new([s_left, s_low], [s_upright, s_level])),
        (Sample.Prompt, StreamRegions.None),
        (new([new(Sample.Person, 0.6f, 0.5f), new(Sample.Car, 0.3f, 0.2f)]), new([s_low with { Points = s_left.Points }, Sample.RightHalf], [s_level, Sample.MiddleLine])),
    ];

    /// <summary>How many prompts with regions there are.</summary>
    public static int Configurations => s_configurations.Length;

    /// <summary>Runs tracker and engine, and ends all at last.</summary>
    public static List<Episode> Run(Happening[] happenings, EventOptions options, Func<Detection[], IEnumerable<Detection>> order)
    {
        var tracker = new OcSortTracker(new() { HighScore = 0.3f, LowScore = 0.2f });
        var regions = s_configurations[0].Regions;
        var engine = new EventEngine(Sample.Camera, s_configurations[0].Prompt, options, regions);
        var (time, version) = (0.0, 1);
        List<Episode> episodes = [];
        foreach (var happening in happenings)
        {
            time += happening.Step;
            if (happening.Detections is { } detections)
            {
                var tracked = tracker.Update(new(Sample.Header(time, episodes.Count), order(detections).ToImmutableArray()));
                episodes.Add(new(engine.Update(tracked), tracked, regions));
            }
            else if (happening.Change is { } change)
            {
                regions = s_configurations[change].Regions;
                episodes.Add(new(engine.Reconfigure(new(s_configurations[change].Prompt.Phrases, ++version), regions, options), null, regions));
            }
            else
            {
                episodes.Add(new(engine.EndAll(EndReason.Lost), null, regions));
            }
        }

        episodes.Add(new(engine.EndAll(EndReason.StreamEnded), null, regions));
        return episodes;
    }
}
