namespace Glip.Conversion.Reference.Tests;

public class BoxDecoderTests
{
    /// <summary>10 pixels wide and 20 high.</summary>
    private static readonly float[] s_anchor = [0, 0, 9, 19];

    [Fact]
    public void Decode_Zero_IsTheAnchor() => Assert.Equal(s_anchor, BoxDecoder.Decode(s_anchor, [0, 0, 0, 0]));

    [Fact]
    public void Decode_ByHand()
    {
        // A tenth of the width to the right: centre 4.5 + 1; twice as wide: 20 pixels, 9.5 on either side of the centre.
        // A tenth of the height up: centre 9.5 - 2; as high as before.
        var box = BoxDecoder.Decode(s_anchor, [1, -1, 5 * MathF.Log(2), 0]);

        Assert.All(box.Zip([-4, -2, 15, 17]), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
    }

    [Fact]
    public void Decode_HugeGrowth_StopsAt1000By16()
    {
        // 62.5 times 10 pixels: 312 on either side of the centre.
        var box = BoxDecoder.Decode(s_anchor, [0, 0, 1000, 0]);

        Assert.Equal(-307.5, box[0], 1e-3);
        Assert.Equal(316.5, box[2], 1e-3);
    }
}
