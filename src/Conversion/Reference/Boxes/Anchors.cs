namespace Glip.Conversion.Reference;

/// <summary>One square anchor a position, eight strides wide.</summary>
/// <remarks>Source: microsoft/GLIP, modeling/rpn/anchor_generator.py, with MODEL.RPN.ANCHOR_SIZES 64 to 1024 and ratio 1.</remarks>
internal static class Anchors
{
    private const int StridesPerSide = 8;

    /// <param name="height">Rows of the level.</param>
    /// <param name="width">Columns of the level.</param>
    /// <param name="stride">Pixels between positions.</param>
    /// <returns>[height * width, 4] left, top, right, bottom; the right and bottom edge are the last pixel inside.</returns>
    public static Matrix Of(int height, int width, int stride)
    {
        var (centre, half) = ((stride - 1) / 2f, ((StridesPerSide * stride) - 1) / 2f);
        var anchors = new Matrix(height * width, 4);
        for (var position = 0; position < anchors.Rows; position++)
        {
            var (x, y) = ((position % width * stride) + centre, (position / width * stride) + centre);
            float[] box = [x - half, y - half, x + half, y + half];
            box.CopyTo(anchors.Row(position));
        }

        return anchors;
    }
}
