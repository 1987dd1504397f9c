namespace Glip.Conversion;

/// <summary>
/// From bytes to what the image backbone takes: the mean colour taken away, zero outside of the image. Rows stay flat, [N, H, 3W] with
/// red, green, blue beside each other, because an axis of length 3 is slow to broadcast over.
/// </summary>
/// <remarks>Source: microsoft/GLIP, INPUT.PIXEL_MEAN and PIXEL_STD, here in the order red, green, blue.</remarks>
internal static class PixelInput
{
    public static readonly float[] Mean = [123.675f, 116.28f, 103.53f];
    public static readonly float[] Deviation = [58.395f, 57.12f, 57.375f];

    /// <param name="pixels">uint8 [N, H, W, 3].</param>
    /// <param name="imageSize">int64 [N, 2]: height, width of the image inside.</param>
    /// <returns>float32 [N, H, 3W].</returns>
    public static Value FromBytes(Value pixels, Value imageSize)
    {
        var graph = pixels.Graph;
        var (height, width) = (pixels.Length(1), pixels.Length(2));
        var mean = graph.Constant(Weight.Of(Mean)).Apply("Tile", Shape.Of(Dim.Unknown), more: [width]);
        var column = Reshaping.Range(width * graph.Whole(3)) / graph.WholeScalar(3);
        var isRow = Reshaping.Range(height).Unsqueeze(0) < imageSize.Slice(1, 0, 1);
        var isColumn = column.Unsqueeze(0) < imageSize.Slice(1, 1, 2);
        var inside = isRow.Unsqueeze(2).And(isColumn.Unsqueeze(1)).Cast(ElementType.Float32);
        return (pixels.Reshape(0, 0, -1).Cast(ElementType.Float32) - mean) * inside;
    }

    /// <summary>The same from an image that is normalised already, for looking inside a model.</summary>
    /// <param name="image">float32 [N, 3, H, W]: blue, green, red.</param>
    public static Value FromNormalised(Value image)
    {
        var graph = image.Graph;
        var colours = image.Transpose(0, 2, 3, 1).Gather(3, graph.Whole(2, 1, 0));
        return (colours * graph.Constant(Weight.Of(Deviation))).Reshape(0, 0, -1);
    }
}
