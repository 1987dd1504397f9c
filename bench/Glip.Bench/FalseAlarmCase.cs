using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>One set of settings against false alarms.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Configuration">The settings.</param>
/// <param name="Detector">The model; borrowed.</param>
internal sealed record FalseAlarmCase(string Name, GlipConfiguration Configuration, GlipDetector Detector)
{
    private static readonly ITerminalView s_silent = new QuietView(new PlainView());

    private StreamConfiguration Stream => Configuration.Streams[0];

    /// <summary>Events of quiet clips, by phrase.</summary>
    public async Task<string> QuietEventsAsync(IReadOnlyList<string> clips)
    {
        var tally = new ReplayTally();
        await RunAsync(clips, tally.Engine).ConfigureAwait(false);
        var counts = tally.Events.CountBy(e => e.Phrase, StringComparer.Ordinal).Select(count => FormattableString.Invariant($"{count.Key} {count.Value}")).ToList();
        return FormattableString.Invariant($"{tally.Events.Count}{(counts.Count == 0 ? string.Empty : $" ({string.Join(", ", counts)})")}");
    }

    /// <summary>How many of the people in the demo clip who were marked by hand have an event, and how many events of people there are.</summary>
    public async Task<(int Found, int Events)> RecallAsync()
    {
        var log = new ReportLog();
        await RunAsync([Repository.DemoClip], log.Engine).ConfigureAwait(false);
        var told = log.Reports.SelectMany(report => report.Events).Where(e => e.Type == EventType.Start && e.Leading.Sought.Phrase.Text == "person").Select(e => e.TrackId).ToHashSet();
        return (DemoPeople.All.Count(person => log.Reports[(int)(person.Seconds * 10)].Tracks.Any(track => told.Contains(track.TrackId) && Holds(track.Box, person))), told.Count);
    }

    /// <summary>Thresholds of all phrases.</summary>
    public string Thresholds() => string.Join(", ", Stream.Prompt.Phrases.Select(sought => FormattableString.Invariant($"{sought.Phrase} {sought.EnterThreshold:0.00}")));

    private static bool Holds(BoundingBox box, VisiblePerson person) => person.X >= box.Left && person.X <= box.Right && person.Y >= box.Top && person.Y <= box.Bottom;

    private async Task RunAsync(IReadOnlyList<string> clips, Func<EventStream, StreamConfiguration, IEventEngine> engine)
    {
        using var stop = new StopSignal();
        foreach (var footage in FootageChoice.Over(Stream, [.. clips]))
        {
            await new FootageRun(Detector, new FfmpegProcess(), s_silent).RunAsync(FootageChoice.WithoutSinks(Configuration), footage, engine, stop).ConfigureAwait(false);
        }
    }
}
