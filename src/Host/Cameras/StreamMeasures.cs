using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Host;

/// <summary>Publishes what frames and events of streams are like, as they pass.</summary>
internal static class StreamMeasures
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Histogram<double> s_latency = s_meter.CreateHistogram<double>("glip_capture_to_report_seconds", "s", "Time from the capture of a frame to the end of tracking.");
    private static readonly Counter<long> s_events = s_meter.CreateCounter<long>("glip_events", null, "Event messages, by phrase and type.");

    public static void Latency(string stream, TimeSpan latency) => s_latency.Record(latency.TotalSeconds, new KeyValuePair<string, object?>("stream", stream));

    public static void Events(FrameReport report)
    {
        foreach (var e in report.Events)
        {
            s_events.Add(
                1,
                new KeyValuePair<string, object?>("stream", e.Stream.StreamId),
                new KeyValuePair<string, object?>("phrase", e.Leading.Sought.Phrase.Slug),
                new KeyValuePair<string, object?>("type", NameOf(e.Type)));
        }
    }

    private static string NameOf(EventType type) => type switch
    {
        EventType.Start => "start",
        EventType.Update => "update",
        EventType.ZoneEnter => "zone_enter",
        EventType.ZoneLeave => "zone_leave",
        EventType.LineCross => "line_cross",
        EventType.Dwell => "dwell",
        _ => "end",
    };
}
