using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Glip.Core;

/// <summary>Measures how long the steps on the way of a frame take.</summary>
public static class StageTimer
{
    /// <summary>Name of the meter that publishes the program's metrics.</summary>
    public const string MeterName = "Glip";

    /// <summary>Name of the histogram, in seconds, with the tag <c>stage</c>.</summary>
    public const string InstrumentName = "glip_stage_seconds";

    private static readonly Meter s_meter = new(MeterName);
    private static readonly Histogram<double> s_seconds = s_meter.CreateHistogram<double>(InstrumentName, "s", "Time a step takes for a frame or batch.");

    /// <summary>Starts a measurement that ends when the result is disposed of.</summary>
    public static Measurement Measure(string stage) => new(stage, Stopwatch.GetTimestamp());

    /// <summary>Records a duration that was measured elsewhere.</summary>
    public static void Record(string stage, TimeSpan duration) => s_seconds.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("stage", stage));

    /// <summary>A measurement that is under way.</summary>
    public readonly struct Measurement(string stage, long startedAt) : IDisposable
    {
        public void Dispose() => Record(stage, Stopwatch.GetElapsedTime(startedAt));
    }
}
