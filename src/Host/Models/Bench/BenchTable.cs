using System.Globalization;

namespace Glip.Host;

/// <summary>A measurement for people.</summary>
internal static class BenchTable
{
    public static void Write(BenchResult result)
    {
        Row("model", result.Model);
        Row("picture", $"{result.Width}x{result.Height}, {result.Batch} at a time");
        Row("caption", $"{result.Tokens} word pieces, {result.Phrases} phrases");
        Row("load", Milliseconds(result.LoadMs));
        Row("text", $"{Milliseconds(result.TextMs)}, once a prompt");
        Row("vision", Milliseconds(result.VisionMs));
        Row("head", Milliseconds(result.HeadMs));
        Row("NMS", Milliseconds(result.NmsMs));
        Row("total", $"{Milliseconds(result.TotalMs)} without text, {Number(result.ImagesPerSecond, "0.00")} images/s");
        Row("peak", $"{Number(result.PeakGflops, "0")} GFLOP/s in a product of 4096 x 4096 matrices");
        if (result is { Gmac: { } gmac, ShareOfPeak: { } share })
        {
            Row("arithmetic", $"{Number(gmac, "0")} GMAC: {Number(share * 100, "0")} % of the total at the peak");
        }

        Row("memory", $"{Number(result.MemoryMb, "0")} MB at most");
    }

    private static void Row(string name, string value) => Console.Out.WriteLine($"{name,-11} {value}");

    private static string Milliseconds(double value) => Number(value, value < 10 ? "0.00 ms" : "0 ms");

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
