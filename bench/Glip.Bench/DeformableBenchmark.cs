using System.Globalization;

namespace Glip.Bench;

/// <summary>The own deformable convolution beside that of ONNX Runtime, in turns, on the five maps of an image of 800x1344.</summary>
internal static class DeformableBenchmark
{
    private static readonly (int Height, int Width)[] s_maps = [(100, 168), (50, 84), (25, 42), (13, 21), (7, 11)];

    public static int Run(int rounds)
    {
        var threads = Environment.ProcessorCount;
        Console.WriteLine($"{threads} threads, {rounds} rounds, medians in ms: ONNX Runtime, own, ratio, own GFLOP/s");
        var (theirs, ours) = (0.0, 0.0);
        foreach (var (name, height, width, stride, count) in Convolutions())
        {
            using var pair = new DeformablePair(height, width, stride, threads);
            var (their, our) = pair.Measure(rounds);
            (theirs, ours) = (theirs + (count * their), ours + (count * our));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name,-24} x{count}  {their,8:F3} {our,8:F3}  {our / their:F3}  {pair.Operations / our / 1e6,5:F0}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"layer, 13 convolutions",-24}     {theirs,8:F3} {ours,8:F3}  {ours / theirs:F3}"));
        return 0;
    }

    /// <summary>A map is convolved for its own level, in its own size for the finer one, and with stride 2 for the coarser one.</summary>
    private static IEnumerable<(string Name, int Height, int Width, int Stride, int Count)> Convolutions()
    {
        for (var i = 0; i < s_maps.Length; i++)
        {
            var (height, width) = s_maps[i];
            yield return ($"{height}x{width}", height, width, 1, i == 0 ? 1 : 2);
            if (i + 1 < s_maps.Length)
            {
                yield return ($"{height}x{width}, stride 2", height, width, 2, 1);
            }
        }
    }
}
