using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Tests;

public sealed class ArchitectureReaderTests
{
    public static TheoryData<string> Published => [.. GlipVariant.Published.Select(variant => variant.Name)];

    public static TheoryData<string> Golden => [.. GoldenModel.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Read_GoldenModel_WithItsConfigurationGivesItsSizes(string name)
    {
        var model = GoldenModel.All.Single(model => model.Name == name);
        using var checkpoint = model.OpenCheckpoint();

        var read = ArchitectureReader.Read(checkpoint, ModelConfig.Read(Path.Combine(model.Folder, "config.json")));

        Assert.True(read.HasSizesOf(model.Architecture));
        Assert.Equal(model.Architecture.MaxTextTokens, read.MaxTextTokens);
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Read_PublishedModel_IsRecognisedByItsTensors(string name)
    {
        var variant = GlipVariant.Published.Single(variant => variant.Name == name);
        using var checkpoint = new SyntheticCheckpoint(name, variant.Architecture);

        var read = ArchitectureReader.Read(checkpoint, ModelConfig.Empty);

        Assert.True(read.HasSizesOf(variant.Architecture));
        Assert.Equal(256, read.MaxTextTokens);
        Assert.Contains(GlipVariant.Of(read).Name, new[] { name, "glip-t" });
    }

    [Theory]
    [InlineData("glip-t", "glip-t")]
    [InlineData("glip-t-b", "glip-t")]
    [InlineData("glip-t-c", "glip-t")]
    [InlineData("glip-t-a", "glip-t-a")]
    [InlineData("glip-l", "glip-l")]
    public void Of_PublishedSizes_AreTheNamesAndShapesOfTheOfficialModules(string variant, string list)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data("glip", "full-size", $"{list}.json")));
        var official = json.RootElement.EnumerateObject()
            .Where(tensor => tensor.Value[2].GetString() == "parameter" && !tensor.Name.Contains("cls_logits", StringComparison.Ordinal))
            .Select(tensor => $"{tensor.Name["module.".Length..]}[{string.Join(',', tensor.Value[0].EnumerateArray())}]");

        var expected = ExpectedTensors.Of(GlipVariant.Published.Single(published => published.Name == variant).Architecture);

        Assert.Equal(official, expected.Select(tensor => $"{tensor.Name}[{string.Join(',', tensor.Shape)}]"));
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Build_PublishedSizes_GoTogetherInAllGraphs(string name)
    {
        var architecture = GlipVariant.Published.Single(variant => variant.Name == name).Architecture;
        using var checkpoint = new SyntheticCheckpoint(name, architecture);
        foreach (var operators in Enum.GetValues<OperatorSet>())
        {
            var graphs = GraphPart.All.Select(part => ModelConverter.Build(part, new WeightScope(checkpoint), architecture, PackagedModel.Options with { Operators = operators })).ToArray();

            Assert.Equal(["boxes", "scores", "phrases"], graphs[2].Outputs.Select(output => output.Name));
            Assert.Equal(GlipArchitecture.Levels.Select(level => $"visual_{level}"), graphs[1].Outputs.Select(output => output.Name));
            Assert.All(graphs[1].Outputs, output => Assert.Equal(256, output.Shape[1].Length));
        }
    }

    [Fact]
    public void Read_SmallModelWithoutConfiguration_AsksForIt()
    {
        using var checkpoint = GoldenModel.TinyFused.OpenCheckpoint();

        var error = Assert.Throws<CheckpointException>(() => ArchitectureReader.Read(checkpoint, ModelConfig.Empty));

        Assert.Contains("--config with bert.num_attention_heads", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TensorsRenamed_ListsAllWithTheNearestNames()
    {
        var tensors = ExpectedTensors.Of(GlipVariant.Published[0].Architecture).Select(tensor => tensor.Name switch
        {
            "rpn.head.bias_lang" => tensor with { Name = "rpn.head.bias_language" },
            "rpn.head.centerness.weight" => tensor with { Name = "rpn.head.centernes.weight" },
            "backbone.fpn.fpn_layer3.bias" => tensor with { Name = "unrelated" },
            _ => tensor,
        });
        using var checkpoint = Memory(tensors);

        var error = Assert.Throws<CheckpointException>(() => ArchitectureReader.Read(checkpoint, ModelConfig.Empty));

        Assert.Contains("3 of ", error.Message, StringComparison.Ordinal);
        Assert.Contains("rpn.head.centerness.weight is missing (nearest: rpn.head.centernes.weight)", error.Message, StringComparison.Ordinal);
        Assert.Contains("rpn.head.bias_lang is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("backbone.fpn.fpn_layer3.bias is missing", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Read_WrongShapes_ListsAll()
    {
        using var checkpoint = Memory(ExpectedTensors.Of(GlipVariant.Published[0].Architecture).Select(tensor => tensor.Name switch
        {
            "rpn.head.bbox_pred.weight" => tensor with { Shape = [4, 256, 3, 3] },
            "rpn.head.bias0" => tensor with { Shape = [2] },
            _ => tensor,
        }));

        var error = Assert.Throws<CheckpointException>(() => ArchitectureReader.Read(checkpoint, ModelConfig.Empty));

        Assert.EndsWith("2 tensors have wrong shapes: rpn.head.bias0 is [2], expected [1]; rpn.head.bbox_pred.weight is [4, 256, 3, 3], expected [4, 256, 1, 1]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WholeNumbers_AreRefused()
    {
        using var checkpoint = new MemoryCheckpoint(
            ExpectedTensors.Of(GlipVariant.Published[0].Architecture).Select(tensor => new CheckpointTensor(tensor.Name, tensor.Shape, tensor.Name == "rpn.head.bias0" ? StoredType.Int64 : StoredType.Float32)), _ => []);

        Assert.Contains("whole ones in rpn.head.bias0", Assert.Throws<CheckpointException>(() => ArchitectureReader.Read(checkpoint, ModelConfig.Empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("layers.0.blocks.0.attn.relative_position_bias_table", "Swin Transformer alone")]
    [InlineData("bert.encoder.layer.0.attention.self.query.weight", "BERT text model alone")]
    [InlineData("transformer.encoder.fusion_layers.0.gamma_v", "Grounding DINO")]
    [InlineData("layer1.0.conv1.weight", "ResNet")]
    [InlineData("model.0.conv.weight", "YOLO")]
    [InlineData("visual.transformer.resblocks.0.ln_1.weight", "CLIP")]
    [InlineData("some.thing", "the first is 'some.thing'")]
    public void Read_AnotherModel_SaysWhatItLooksLike(string name, string expected)
    {
        using var checkpoint = Memory([new(name, [1])]);

        Assert.Contains(expected, Assert.Throws<CheckpointException>(() => ArchitectureReader.Read(checkpoint, ModelConfig.Empty)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"bert": {"num_attention_heads": "four"}}""")]
    [InlineData("""{"bert": {"num_attention_heads": -4}}""")]
    [InlineData("""{"swin": {"num_heads": 3}}""")]
    public void ModelConfig_NotOne_IsToldInOneLine(string text)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("config.json"), text);

        var error = Assert.Throws<ConfigurationException>(() => ModelConfig.Read(folder.File("config.json")));

        Assert.DoesNotContain('\n', Assert.Single(error.Problems));
    }

    private static MemoryCheckpoint Memory(IEnumerable<ExpectedTensor> tensors) =>
        new(tensors.Select(tensor => new CheckpointTensor(tensor.Name, tensor.Shape, StoredType.Float32)), _ => throw new InvalidOperationException("No value is read."));
}
