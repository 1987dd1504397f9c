using System.Text;
using Glip.Core;
using Glip.Inference;
using Glip.Testing;

namespace Glip.Conversion.Tests;

public sealed class ModelConverterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ICheckpoint _checkpoint = GoldenModel.TinyFused.OpenCheckpoint();

    private string Package => _folder.File("package");

    [Fact]
    public void Convert_Twice_GivesTheSameBytes()
    {
        Convert(PackagedModel.Options);
        var first = Files();
        Convert(PackagedModel.Options);

        Assert.Equal(first, Files());
    }

    [Theory]
    [InlineData(Precision.Fp32, OperatorSet.Portable)]
    [InlineData(Precision.Fp16, OperatorSet.Cpu)]
    public void Convert_Portable_UsesTheStandardOnly(Precision precision, OperatorSet operators)
    {
        Convert(PackagedModel.Options with { Precision = precision, Operators = operators });

        Assert.All(GraphPart.All, part => Assert.DoesNotContain("com.microsoft", File.ReadAllText(Path.Combine(Package, part.File), Encoding.Latin1), StringComparison.Ordinal));
    }

    [Fact]
    public void Convert_Package_IsOpenedWithItsManifest()
    {
        Convert(PackagedModel.Options with { Name = "small", Source = "weights.pth, sha256 0" });

        var package = ModelPackage.Open(Package);
        Assert.Equal(("small", "weights.pth, sha256 0", 48, "cpu"), (package.Manifest.Name, package.Manifest.Source, package.Manifest.Text.MaxTokens, package.Manifest.Operators));
        Assert.Equal(300, File.ReadLines(package.VocabularyPath).Count());
        using var detector = GlipDetector.Open(package);
        Assert.Equal(new ResizeRule(800, 1333), detector.Resize);
    }

    [Fact]
    public void Convert_FolderWithOtherFiles_IsRefusedAndKept()
    {
        Directory.CreateDirectory(Package);
        File.WriteAllText(Path.Combine(Package, "thesis.tex"), "years");

        Assert.Throws<UnavailableException>(() => Convert(PackagedModel.Options));

        Assert.Equal("years", File.ReadAllText(Path.Combine(Package, "thesis.tex")));
        Assert.Equal([Package], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Convert_BreaksOff_LeavesTheEarlierPackage()
    {
        Convert(PackagedModel.Options);
        var before = Files();

        Assert.Throws<OperationCanceledException>(() =>
            ModelConverter.Convert(_checkpoint, GoldenModel.TinyFused.Architecture, PackagedModel.Options, Package, part => throw new OperationCanceledException(part)));

        Assert.Equal(before, Files());
        Assert.Equal([Package], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_ConstantsTooLarge_GoToASecondFile()
    {
        var input = GoldenModel.TinyFused.Input(0);
        var graph = ModelConverter.Build(GraphPart.All[0], new WeightScope(_checkpoint), GoldenModel.TinyFused.Architecture, PackagedModel.Options);
        var (_, none) = OnnxFile.Write(graph, _folder.File("one.onnx"));
        var (_, data) = OnnxFile.Write(graph, _folder.File("two.onnx"), largestSingleFile: 1000);

        Assert.Null(none);
        Assert.NotNull(data);
        Assert.True(new FileInfo(_folder.File("two.onnx")).Length < new FileInfo(_folder.File("two.onnx.data")).Length / 4);
        Assert.Equal(Hidden(_folder.File("one.onnx"), input), Hidden(_folder.File("two.onnx"), input));
    }

    [Fact]
    public void Convert_DamagedWeights_TellsAndLeavesNothing()
    {
        using var damaged = new DamagedCheckpoint(_checkpoint, "rpn.head.bias0");

        Assert.Throws<CheckpointException>(() => ModelConverter.Convert(damaged, GoldenModel.TinyFused.Architecture, PackagedModel.Options, Package, _ => { }));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose()
    {
        _checkpoint.Dispose();
        _folder.Dispose();
    }

    private void Convert(ConversionOptions options) => ModelConverter.Convert(_checkpoint, GoldenModel.TinyFused.Architecture, options, Package, _ => { });

    private Dictionary<string, string> Files() =>
        Directory.GetFiles(Package).ToDictionary(path => path, path => System.Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))));

    private static float[] Hidden(string path, GoldenInput input)
    {
        using var session = new OnnxSession(path, 1);
        using var results = session.Run(
            new TensorSet
            {
                ["input_ids"] = Tensor.Over<long>(input.InputIds, 1, input.InputIds.Length),
                ["attention_mask"] = Tensor.Over<long>(input.AttentionMask, 1, input.InputIds.Length),
            },
            CancellationToken.None);
        return results["text_hidden"].Elements<float>().ToArray();
    }
}
