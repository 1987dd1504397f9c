namespace Glip.Conversion.Reference;

/// <summary>The two ways in which GLIP brings a map to the size of a finer one.</summary>
internal static class Resize
{
    /// <summary>Nearest position, rounded down.</summary>
    public static FeatureMap Nearest(FeatureMap map, int height, int width)
    {
        var resized = new FeatureMap(height, width, new Matrix(height * width, map.Channels));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                map.At(y * map.Height / height, x * map.Width / width).CopyTo(resized.At(y, x));
            }
        }

        return resized;
    }

    /// <summary>Bilinear between positions, where the corners of both maps coincide (align_corners).</summary>
    public static FeatureMap Bilinear(FeatureMap map, int height, int width)
    {
        var resized = new FeatureMap(height, width, new Matrix(height * width, map.Channels));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var place = new BilinearPlace(Source(y, map.Height, height), Source(x, map.Width, width));
                place.AddTo(resized.At(y, x), map, 1);
            }
        }

        return resized;
    }

    private static float Source(int position, int from, int to) => to == 1 ? 0 : position * ((from - 1) / (to - 1f));
}
