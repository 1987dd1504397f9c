using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>One image of a golden case of the shipped model, and what must be found in it.</summary>
internal sealed record GoldenCase(ImageSize Source, ImageSize Resized, string Prompt, (string Phrase, double Score, double[] Box)[] Detections)
{
    /// <summary>Below it candidates may come and go with the build of ONNX Runtime.</summary>
    private const double LeastScore = 0.1;

    public static GoldenCase[] Read(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data("nano", name, "detections.json")));
        return [.. json.RootElement.EnumerateArray().Select(image => new GoldenCase(
            SizeOf(image.GetProperty("source")),
            SizeOf(image.GetProperty("resized")),
            image.GetProperty("prompt").GetString()!,
            [.. image.GetProperty("detections").EnumerateArray().Select(d => (
                d.GetProperty("phrase").GetString()!,
                d.GetProperty("score").GetDouble(),
                d.GetProperty("box").EnumerateArray().Select(edge => edge.GetDouble()).ToArray()))]))];
    }

    /// <summary>Phrases equal, scores within 1e-3 and boxes within 0.1 pixel, as stated with the data.</summary>
    public void AssertEqual(IEnumerable<Detection> found)
    {
        var expected = Detections.Where(d => d.Score > LeastScore).ToArray();
        var detections = found.Where(d => d.Score > LeastScore).ToArray();
        Assert.Equal(expected.Length, detections.Length);
        foreach (var (e, d) in expected.Zip(detections))
        {
            Assert.Equal(e.Phrase, d.Phrase.Text);
            Assert.InRange(d.Score, e.Score - 1e-3, e.Score + 1e-3);
            float[] box = [d.Box.Left, d.Box.Top, d.Box.Right, d.Box.Bottom];
            Assert.All(e.Box.Zip(box), pair => Assert.InRange(pair.Second, pair.First - 0.1, pair.First + 0.1));
        }
    }

    private static ImageSize SizeOf(JsonElement size) => new(size[0].GetInt32(), size[1].GetInt32());
}
