namespace Glip.Core;

/// <summary>To which size an image is scaled before a model looks at it.</summary>
/// <param name="ShorterSide">Wanted length of the shorter side, in pixels.</param>
/// <param name="LongerSide">Largest length of the longer side, in pixels; the shorter side gives way.</param>
/// <remarks>Source: microsoft/GLIP, maskrcnn_benchmark/data/transforms/transforms.py, Resize.get_size.</remarks>
public readonly record struct ResizeRule(int ShorterSide, int LongerSide)
{
    /// <summary>Size of the scaled image. The aspect ratio is kept up to the truncation of the longer side.</summary>
    public ImageSize Apply(ImageSize source)
    {
        var shorter = Math.Min(source.Width, source.Height);
        var longer = Math.Max(source.Width, source.Height);
        var side = ShorterSide;
        if ((double)longer / shorter * side > LongerSide)
        {
            side = (int)Math.Round((double)LongerSide * shorter / longer, MidpointRounding.ToEven);
        }

        if (shorter == side)
        {
            return source;
        }

        side = Math.Max(side, 1);
        return source.Width < source.Height
            ? new(side, (int)((double)side * source.Height / source.Width))
            : new((int)((double)side * source.Width / source.Height), side);
    }
}
