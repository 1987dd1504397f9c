using System.Diagnostics.Metrics;

namespace Glip.Host;

/// <summary>The bounds of buckets, fixed so that numbers of different machines and versions can be added.</summary>
internal static class HistogramBounds
{
    private static readonly double[] s_seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
    private static readonly double[] s_counts = [1, 2, 4, 8, 16, 32, 64];

    /// <summary>For times when the unit is <c>s</c>, else for sizes of batches.</summary>
    public static double[] Of(Instrument instrument) => instrument.Unit == "s" ? s_seconds : s_counts;
}
