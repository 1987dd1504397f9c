namespace Glip.Bench;

/// <summary>What was measured with many streams.</summary>
/// <param name="Capacity">Frames that the device can look at, as a multiple of those that come.</param>
/// <param name="Length">How long was measured.</param>
/// <param name="Cores">Processor time of the whole process, as a multiple of that time.</param>
/// <param name="Streams">What became of the frames of each stream.</param>
/// <param name="Memory">Memory of the process, second by second.</param>
/// <param name="MedianDelay">Milliseconds from the arrival of a frame to the end of its way.</param>
/// <param name="LongDelay">The same, which 95 % of the frames do not exceed.</param>
internal sealed record StreamsResult(
    double Capacity, TimeSpan Length, double Cores, FrameCounts[] Streams, IReadOnlyList<MemorySample> Memory, int MedianDelay, int LongDelay)
{
    public double AnalysedPerSecond => Streams.Sum(stream => stream.Analysed) / Length.TotalSeconds;

    public double DropShare => (double)Streams.Sum(stream => stream.Dropped) / Streams.Sum(stream => stream.Received);

    public double CalculatedDropShare => Math.Max(0, 1 - Capacity);

    /// <summary>How far the stream that differs most is from the mean, as a part of the mean.</summary>
    public double Unevenness => Streams.Max(stream => Math.Abs((stream.Analysed / Streams.Average(other => other.Analysed)) - 1));

    /// <summary>MiB a minute that the process grows by.</summary>
    public double ResidentGrowth => Trend.Slope([.. Memory.Select(sample => (sample.Time.TotalMinutes, sample.ResidentMebibytes))]);

    /// <summary>MiB a minute that the objects of the program grow by.</summary>
    public double HeapGrowth => Trend.Slope([.. Memory.Select(sample => (sample.Time.TotalMinutes, sample.HeapMebibytes))]);
}
