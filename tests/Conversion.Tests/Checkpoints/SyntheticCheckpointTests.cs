namespace Glip.Conversion.Tests;

public sealed class SyntheticCheckpointTests
{
    private static readonly GlipArchitecture s_architecture = GoldenModel.TinyFused.Architecture;

    [Fact]
    public void Read_Twice_GivesTheSameNumbers()
    {
        using var one = new SyntheticCheckpoint("one", s_architecture);
        using var two = new SyntheticCheckpoint("two", s_architecture);

        Assert.Equal(one.Read("rpn.head.bbox_pred.weight"), two.Read("rpn.head.bbox_pred.weight"));
        Assert.NotEqual(one.Read("rpn.head.bbox_pred.weight"), one.Read("backbone.fpn.fpn_inner2.weight"));
    }

    [Fact]
    public void Read_Matrix_KeepsTheSizeOfWhatPassesThrough()
    {
        using var checkpoint = new SyntheticCheckpoint("one", s_architecture);
        var values = checkpoint.Read("language_backbone.body.model.encoder.layer.0.intermediate.dense.weight");

        Assert.Equal(1.0 / 64, values.Average(value => (double)value * value), 0.001);
        Assert.Equal(0, values.Average(), 0.01);
    }
}
