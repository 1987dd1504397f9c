namespace Glip.Bench;

/// <summary>Memory of this process at some moment.</summary>
/// <param name="Time">Since the measurement began.</param>
/// <param name="ResidentBytes">Of the process.</param>
/// <param name="HeapBytes">Of its objects, after the last collection.</param>
internal readonly record struct MemorySample(TimeSpan Time, long ResidentBytes, long HeapBytes)
{
    public double ResidentMebibytes => ResidentBytes / 1048576.0;

    public double HeapMebibytes => HeapBytes / 1048576.0;
}
