namespace Glip.Conversion.Reference;

/// <summary>Turns a regression against an anchor into a box. Widths count the last pixel: right - left + 1.</summary>
/// <remarks>Source: microsoft/GLIP, modeling/rpn/vldyhead.py, BoxCoder.decode; Faster R-CNN (arXiv 1506.01497), equation 2.</remarks>
internal static class BoxDecoder
{
    private const float CentreWeight = 10;
    private const float SizeWeight = 5;

    /// <summary>Largest growth, as a logarithm: from 16 pixels to 1000.</summary>
    private static readonly float s_largestGrowth = MathF.Log(1000f / 16);

    /// <param name="anchor">Left, top, right, bottom in pixels.</param>
    /// <param name="regression">Horizontal and vertical move, growth of width and height.</param>
    /// <returns>Left, top, right, bottom in pixels.</returns>
    public static float[] Decode(ReadOnlySpan<float> anchor, ReadOnlySpan<float> regression)
    {
        var (left, right) = DecodeAxis(anchor[0], anchor[2], regression[0], regression[2]);
        var (top, bottom) = DecodeAxis(anchor[1], anchor[3], regression[1], regression[3]);
        return [left, top, right, bottom];
    }

    private static (float Low, float High) DecodeAxis(float low, float high, float move, float growth)
    {
        var length = high - low + 1;
        var centre = (move / CentreWeight * length) + ((low + high) / 2);
        var half = ((MathF.Exp(Math.Min(growth / SizeWeight, s_largestGrowth)) * length) - 1) / 2;
        return (centre - half, centre + half);
    }
}
