using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Glip.Core;

namespace Glip.Host;

/// <summary>What a replay found, for people and for programs.</summary>
internal static class ReplayTable
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, string stream, ReplayTally tally)
    {
        output.WriteLine($"{stream}: {CalibrationTable.Length(tally.Footage)} of footage");
        foreach (var sought in tally.Prompt!.Phrases)
        {
            var events = tally.Events.Where(e => IsOf(e, sought)).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{sought.Phrase}: {events.Count} events, {PerHour(events.Count, tally):0.#} an hour (threshold {sought.EnterThreshold:0.###}, {sought.LeaveThreshold:0.###} to leave){ByZone(events)}"));
        }

        foreach (var e in tally.Events)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {e.File} {e.Begin:h\\:mm\\:ss\\.f}  {e.Phrase} {e.Score:0.00} #{e.TrackId}, {e.Length.TotalSeconds:0.0} s"));
        }
    }

    /// <summary>One JSON object and a line end.</summary>
    public static void WriteJson(TextWriter output, string stream, ReplayTally tally) => output.WriteLine(JsonSerializer.Serialize(
        new
        {
            Stream = stream,
            FootageS = Math.Round(tally.Footage.TotalSeconds, 3),
            Phrases = tally.Prompt!.Phrases.Select(sought => new
            {
                Phrase = sought.Phrase.Text,
                EnterThreshold = (decimal)sought.EnterThreshold,
                LeaveThreshold = (decimal)sought.LeaveThreshold,
                Events = tally.Events.Count(e => IsOf(e, sought)),
                PerHour = Math.Round(PerHour(tally.Events.Count(e => IsOf(e, sought)), tally), 3),
            }),
            Events = tally.Events.Select(e => new
            {
                e.EventId,
                e.File,
                e.Phrase,
                Score = Math.Round((decimal)e.Score, 4),
                e.TrackId,
                BeginS = Math.Round(e.Begin.TotalSeconds, 3),
                LengthS = Math.Round(e.Length.TotalSeconds, 3),
                Zones = e.Zones.ToArray(),
            }),
        },
        s_json));

    private static bool IsOf(ReplayedEvent e, SoughtPhrase sought) => string.Equals(e.Phrase, sought.Phrase.Text, StringComparison.Ordinal);

    private static double PerHour(int events, ReplayTally tally) => tally.Footage > TimeSpan.Zero ? events / tally.Footage.TotalHours : 0;

    private static string ByZone(List<ReplayedEvent> events)
    {
        var zones = events.SelectMany(e => e.Zones).CountBy(zone => zone, StringComparer.Ordinal).Select(zone => string.Create(CultureInfo.InvariantCulture, $"{zone.Key} {zone.Value}")).ToList();
        return zones.Count == 0 ? string.Empty : $"; by zone: {string.Join(", ", zones)}";
    }
}
