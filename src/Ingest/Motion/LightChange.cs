using System.Numerics;
using System.Runtime.InteropServices;

namespace Glip.Ingest;

/// <summary>How the brightness of a whole picture changed: new luma = <see cref="Gain"/> · old luma + <see cref="Offset"/>.</summary>
internal readonly record struct LightChange(float Gain, float Offset)
{
    private const float LeastLuma = 1; // darker cells are masked or crushed: they tell nothing
    private const float MostLuma = 250; // brighter ones are clipped
    private const float LeastGain = 0.4f;
    private const float MostGain = 2.5f;
    private const float Stiffness = 1; // levels²: in a scene without any contrast there is no gain to be found
    private static readonly float[] s_widths = [40, 20, 10, 5, 5]; // levels of luma; each fit trusts only what the one before explains to about this

    public static LightChange None => new(1, 0);

    /// <summary>Whether a cell is black before and after, as a masked one is. It tells nothing of the light.</summary>
    public static bool IsDark(float before, float after) => before < LeastLuma && after < LeastLuma;

    /// <summary>What luma becomes, within [0, 255].</summary>
    public float Of(float luma) => Math.Clamp((Gain * luma) + Offset, 0, 255);

    /// <summary>What luma was.</summary>
    public float Undo(float luma) => (luma - Offset) / Gain;

    /// <summary>
    /// Finds the change that most of the picture went through. What moved, even a good part of the picture, does not bend it.
    /// </summary>
    /// <param name="before">Luma of cells; the length is a whole number of vectors.</param>
    /// <param name="after">The same cells later.</param>
    /// <remarks>
    /// Least squares, weighted again and again by the function of Geman and McClure with a width that shrinks. Source: Blake and Zisserman,
    /// Visual Reconstruction, 1987 (graduated non-convexity).
    /// </remarks>
    public static LightChange Between(ReadOnlySpan<float> before, ReadOnlySpan<float> after)
    {
        var x = MemoryMarshal.Cast<float, Vector<float>>(before);
        var y = MemoryMarshal.Cast<float, Vector<float>>(after);
        var change = Fit(x, y, None, float.PositiveInfinity);
        foreach (var width in s_widths)
        {
            change = Fit(x, y, change, width);
        }

        return change;
    }

    private static LightChange Fit(ReadOnlySpan<Vector<float>> x, ReadOnlySpan<Vector<float>> y, LightChange guess, float width)
    {
        var (gain, offset, scale) = (new Vector<float>(guess.Gain), new Vector<float>(guess.Offset), new Vector<float>(1 / width));
        var (least, most) = (new Vector<float>(LeastLuma), new Vector<float>(MostLuma));
        Vector<float> n = default, sx = default, sy = default, sxx = default, sxy = default;
        for (var i = 0; i < x.Length; i++)
        {
            var error = (y[i] - (gain * x[i]) - offset) * scale;
            var root = Vector<float>.One / (Vector<float>.One + (error * error));
            var useful = Vector.GreaterThan(Vector.Min(x[i], y[i]), least) & Vector.LessThan(Vector.Max(x[i], y[i]), most);
            var weight = Vector.ConditionalSelect(useful, root * root, default);
            n += weight;
            sx += weight * x[i];
            sy += weight * y[i];
            sxx += weight * x[i] * x[i];
            sxy += weight * x[i] * y[i];
        }

        return Solve(Vector.Sum(n), Vector.Sum(sx), Vector.Sum(sy), Vector.Sum(sxx), Vector.Sum(sxy));
    }

    private static LightChange Solve(double n, double sx, double sy, double sxx, double sxy)
    {
        if (n < 1)
        {
            return None;
        }

        var (x, y) = (sx / n, sy / n);
        var gain = ((sxy / n) - (x * y) + Stiffness) / ((sxx / n) - (x * x) + Stiffness);
        gain = Math.Clamp(gain, LeastGain, MostGain);
        return new((float)gain, (float)(y - (gain * x)));
    }
}
