using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Conversion.Tests;

public sealed class MmDetectionCheckpointTests
{
    private static readonly BertSizes s_bert = new(30522, 768, 12, 12, 3072, 512);
    private static readonly SwinSizes s_tiny = new(96, [2, 2, 6, 2], [3, 6, 12, 24], 7);
    private static readonly FusionSizes s_fusion = new(2048, 8);

    public static TheoryData<string> Fixtures =>
    [
        "tiny-fused/state-dict-shapes.json", "tiny-nofuse/state-dict-shapes.json", "large-style/state-dict-shapes.json",
        "full-size/glip-t.json", "full-size/glip-t-a.json", "full-size/glip-l.json",
    ];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Tensors_AreThoseOfTheOfficialFile(string fixture)
    {
        var official = Official(fixture);
        foreach (var early in new[] { false, true })
        {
            using var view = new MmDetectionCheckpoint(Theirs(official, early));

            Assert.Equal(official.Select(Text), view.Tensors.Values.Select(Text));
            Assert.All(view.Tensors, tensor => Assert.Equal(tensor.Key, tensor.Value.Name));
        }
    }

    [Theory]
    [InlineData("tiny-fused/state-dict-shapes.json")]
    [InlineData("tiny-nofuse/state-dict-shapes.json")]
    [InlineData("large-style/state-dict-shapes.json")]
    public void Read_EveryTensor_IsTheOfficialOneBitForBit(string fixture)
    {
        var official = Official(fixture);
        using var view = new MmDetectionCheckpoint(Theirs(official));

        Assert.All(official.Where(tensor => tensor.Type == StoredType.Float32), tensor => Assert.Equal(Values(tensor), view.Read(tensor.Name)));
    }

    [Fact]
    public void Read_MergingOfTwoChannels_IsAsComputedByHand()
    {
        // Neighbours (row, column) of the channels a and b, as an unfold lines them up: a00 a01 a10 a11 b00 b01 b10 b11.
        var norm = new CheckpointTensor("backbone.stages.0.downsample.norm.weight", [8], StoredType.Float32);
        using var view = new MmDetectionCheckpoint(new MemoryCheckpoint([norm], _ => [100, 101, 110, 111, 200, 201, 210, 211]));

        Assert.Equal([100, 200, 110, 210, 101, 201, 111, 211], view.Read("backbone.body.layers.0.downsample.norm.weight"));
    }

    [Fact]
    public void Tensors_FullSize_AreAllThatIsExpected()
    {
        AssertHolds("full-size/glip-t.json", new(s_tiny, s_bert, s_fusion, 256, 6, 256));
        AssertHolds("full-size/glip-t-a.json", new(s_tiny, s_bert, Fusion: null, 256, 6, 256));
        AssertHolds("full-size/glip-l.json", new(new(192, [2, 2, 18, 2], [6, 12, 24, 48], 12), s_bert, s_fusion, 256, 8, 256));
    }

    [Fact]
    public void Looks_TellsTheTwoApart()
    {
        var official = Official("tiny-fused/state-dict-shapes.json");

        Assert.True(MmDetectionCheckpoint.Looks(Theirs(official)));
        Assert.False(MmDetectionCheckpoint.Looks(new MemoryCheckpoint(official, Values)));
    }

    [Theory]
    [InlineData("backbone.stages.0.blocks.0.attn.w_msa.logit_scale", "has no counterpart")]
    [InlineData("backbone.absolute_pos_embed", "has no counterpart")]
    [InlineData("neck.lateral_convs.3.conv.weight", "has no counterpart")]
    [InlineData("neck.fpn_convs.0.bn.weight", "has no counterpart")]
    [InlineData("bbox_head.head.dyhead_tower.0.DyConv.0.conv.weight", "both stand for 'rpn.head.dyhead_tower.0.DyConv.0.conv.weight'")]
    [InlineData("backbone.stages.0.downsample.norm.bias", "has the shape [6]; expected")]
    public void Open_TensorThatCannotBeMapped_IsRefusedByName(string name, string why)
    {
        var tensors = new[] { "bbox_head.head.dyhead_tower.0.dyconvs.0.conv.weight", name }.Select(each => new CheckpointTensor(each, [6], StoredType.Float32));

        var error = Assert.Throws<CheckpointException>(() => new MmDetectionCheckpoint(new MemoryCheckpoint(tensors, Values)));

        Assert.StartsWith($"memory: the tensor '{name}' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensors_ForeignName_IsKept()
    {
        using var view = new MmDetectionCheckpoint(new MemoryCheckpoint([new("data_preprocessor.mean", [3], StoredType.Float32)], Values));

        Assert.Equal("data_preprocessor.mean", Assert.Single(view.Tensors).Key);
    }

    private static void AssertHolds(string fixture, GlipArchitecture architecture)
    {
        using var view = new MmDetectionCheckpoint(Theirs(Official(fixture)));

        Assert.All(ExpectedTensors.Of(architecture), expected => Assert.Equal(expected.Shape.AsEnumerable(), view.Tensors[expected.Name].Shape));
    }

    private static MemoryCheckpoint Theirs(IEnumerable<CheckpointTensor> official, bool early = false)
    {
        var originals = official.ToDictionary(tensor => MmDetectionForward.Name(tensor.Name, early), StringComparer.Ordinal);
        return new(
            originals.Select(pair => pair.Value with { Name = pair.Key }),
            theirs => theirs.Name.Contains("downsample", StringComparison.Ordinal)
                ? MmDetectionForward.Merging(Values(originals[theirs.Name]), theirs.Shape[^1])
                : Values(originals[theirs.Name]));
    }

    /// <summary>Numbers that differ from place to place and, by their start, from tensor to tensor; whole, so float32 holds them exactly.</summary>
    private static float[] Values(CheckpointTensor tensor)
    {
        var start = tensor.Name.Sum(letter => 31 * letter);
        return [.. Enumerable.Range(start, tensor.Shape.Aggregate(1, (product, length) => product * length)).Select(value => (float)value)];
    }

    private static string Text(CheckpointTensor tensor) => $"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape)}]";

    private static ImmutableArray<CheckpointTensor> Official(string fixture)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Repository.Data(["glip", .. fixture.Split('/')])));
        return
        [
            .. json.RootElement.EnumerateObject().Select(tensor => new CheckpointTensor(
                tensor.Name["module.".Length..],
                [.. tensor.Value[0].EnumerateArray().Select(length => length.GetInt32())],
                tensor.Value[1].GetString() == "float32" ? StoredType.Float32 : StoredType.Int64)),
        ];
    }
}
