namespace Glip.Bench;
internal static class BatchingBenchmark
{
    public static Task<int> RunAsync(int rounds) => Task.FromResult(rounds);
}
