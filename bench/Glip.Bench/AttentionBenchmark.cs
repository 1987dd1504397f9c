using System.Globalization;

namespace Glip.Bench;

/// <summary>The own attention between image and text beside that of operators of ONNX Runtime, in turns, on an image of 800x1344.</summary>
internal static class AttentionBenchmark
{
    private const int Positions = (100 * 168) + (50 * 84) + (25 * 42) + (13 * 21) + (7 * 11);

    public static int Run(int rounds)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"{threads} threads, {rounds} rounds, medians in ms: ONNX Runtime, own, ratio, own GFLOP/s");
        foreach (var tokens in (int[])[16, 42, 100, 256])
        {
            using var pair = new AttentionPair(Positions, tokens, threads);
            var (their, our) = pair.Measure(rounds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{tokens,4} tokens  {their,8:F3} {our,8:F3}  {our / their:F3}  {pair.Operations / our / 1e6,5:F0}"));
        }

        return 0;
    }
}
