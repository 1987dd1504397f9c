using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>The three graphs of the shipped model against its golden tensors; the tolerances are those stated with the data.</summary>
public sealed class NanoGraphTests
{
    public static TheoryData<string> Cases => ["frame", "words", "batch"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_GoldenTokens_GivesGoldenFeatures(string golden)
    {
        using var graph = Open("text.onnx");
        using var inputs = Tensors<long>(golden, "input_ids", "attention_mask");

        using var outputs = graph.Run(inputs, CancellationToken.None);

        AssertNear(golden, "text_classes", outputs, 1e-4f);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vision_GoldenPixels_GivesGoldenFeatures(string golden)
    {
        using var graph = Open("vision.onnx");
        using var inputs = Tensors<byte>(golden, "pixels");
        Add(inputs, Tensors<long>(golden, "image_size"));

        using var outputs = graph.Run(inputs, CancellationToken.None);

        foreach (var level in new[] { "p3", "p4", "p5" })
        {
            AssertNear(golden, $"visual_features_{level}", outputs, 1e-3f);
            AssertNear(golden, $"visual_boxes_{level}", outputs, 0.02f);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Head_GoldenFeatures_GivesGoldenCandidates(string golden)
    {
        using var graph = Open("head.onnx");
        using var inputs = Tensors<float>(golden, "phrase_map", "text_classes", "visual_features_p3", "visual_features_p4", "visual_features_p5",
            "visual_boxes_p3", "visual_boxes_p4", "visual_boxes_p5");
        Add(inputs, Tensors<long>(golden, "attention_mask", "image_size"));

        using var outputs = graph.Run(inputs, CancellationToken.None);

        AssertNear(golden, "scores", outputs, 1e-4f);
        var scores = Npy.Read<float>(Path(golden, "scores")).Values;
        var (boxes, phrases) = (Npy.Read<float>(Path(golden, "boxes")).Values, Npy.Read<long>(Path(golden, "phrases")).Values);
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > 0)
            {
                Assert.Equal(phrases[i], outputs["phrases"].Elements<long>()[i]);
                AssertNear(boxes.AsSpan(i * 4, 4), outputs["boxes"].Elements<float>().Slice(i * 4, 4), 0.02f, $"box {i}");
            }
        }
    }

    [Fact]
    public void Run_Cancelled_ThrowsAndStaysUsable()
    {
        using var graph = Open("text.onnx");
        using var inputs = Tensors<long>("frame", "input_ids", "attention_mask");

        Assert.Throws<OperationCanceledException>(() => graph.Run(inputs, new CancellationToken(canceled: true)));

        using var outputs = graph.Run(inputs, CancellationToken.None);
        Assert.NotEmpty(outputs);
    }

    [Fact]
    public void Open_NotAGraph_NamesTheFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("x.onnx"), "no graph");

        var e = Assert.Throws<ModelContractException>(() => new OnnxSession(folder.File("x.onnx"), 1));

        Assert.Contains("x.onnx", e.Message, StringComparison.Ordinal);
    }

    private static OnnxSession Open(string file) => new(System.IO.Path.Combine(Repository.Nano, file), threads: 1);

    private static string Path(string golden, string tensor) => Repository.Data("nano", golden, $"{tensor}.npy");

    private static TensorSet Tensors<T>(string golden, params string[] names)
        where T : unmanaged
    {
        var tensors = new TensorSet();
        foreach (var name in names)
        {
            var (values, shape) = Npy.Read<T>(Path(golden, name));
            tensors.Add(name, Tensor.Over<T>(values, Array.ConvertAll(shape, length => (long)length)));
        }

        return tensors;
    }

    private static void Add(TensorSet target, TensorSet more)
    {
        foreach (var (name, tensor) in more)
        {
            target.Add(name, tensor);
        }
    }

    private static void AssertNear(string golden, string tensor, TensorSet outputs, float tolerance)
    {
        var (values, shape) = Npy.Read<float>(Path(golden, tensor));
        Assert.Equal(shape, Array.ConvertAll(outputs[tensor].Shape, length => (int)length));
        AssertNear(values, outputs[tensor].Elements<float>(), tolerance, tensor);
    }

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, float tolerance, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance, $"{what}[{i}]: {found[i]}; expected {expected[i]} within {tolerance}");
        }
    }
}
