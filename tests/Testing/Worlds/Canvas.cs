using Glip.Core;

namespace Glip.Testing;

/// <summary>The picture of a <see cref="World"/> while it is painted. Places and lengths are shares of its width and height.</summary>
public sealed class Canvas(ImageSize size, float[] scene, Random random)
{
    /// <summary>[height, width] brightness, in levels.</summary>
    public float[] Picture { get; } = new float[scene.Length];

    public Random Random => random;

    /// <summary>Begins with what is there when nothing happens.</summary>
    public void Clear() => scene.CopyTo(Picture, 0);

    /// <summary>Adds brightness inside of a rectangle; pixels that it covers in part get a part of it.</summary>
    /// <param name="add">Levels, given the height in the rectangle, from 0 at its top to 1.</param>
    public void Brighten(double left, double top, double width, double height, Func<double, double> add)
    {
        var (l, r, t, b) = (left * size.Width, (left + width) * size.Width, top * size.Height, (top + height) * size.Height);
        for (var y = Math.Max(0, (int)Math.Floor(t)); y < Math.Min(size.Height, b); y++)
        {
            var levels = add((y + 0.5 - t) / (b - t)) * (Math.Min(y + 1, b) - Math.Max(y, t));
            for (var x = Math.Max(0, (int)Math.Floor(l)); x < Math.Min(size.Width, r); x++)
            {
                Picture[(y * size.Width) + x] += (float)(levels * (Math.Min(x + 1, r) - Math.Max(x, l)));
            }
        }
    }

    /// <summary>Shows a part of the scene moved sideways.</summary>
    /// <param name="by">To the left, as a share of the width.</param>
    public void Shift(double left, double top, double width, double height, double by)
    {
        var whole = (int)Math.Floor(by * size.Width);
        var part = (float)((by * size.Width) - whole);
        for (var y = (int)(top * size.Height); y < (int)((top + height) * size.Height); y++)
        {
            for (var x = (int)(left * size.Width); x < (int)((left + width) * size.Width); x++)
            {
                Picture[(y * size.Width) + x] = ((1 - part) * Scene(x + whole, y)) + (part * Scene(x + whole + 1, y));
            }
        }
    }

    private float Scene(int x, int y) => scene[(y * size.Width) + Math.Clamp(x, 0, size.Width - 1)];
}
