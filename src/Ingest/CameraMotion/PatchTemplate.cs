using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Ingest;

/// <summary>A small window of a picture that is found again in another one, whatever the light is there.</summary>
/// <remarks>Source: Baker and Matthews, Lucas-Kanade 20 years on, 2004 (inverse compositional), for translation, with mean and contrast made equal.</remarks>
internal sealed class PatchTemplate
{
    private const int Steps = 6;
    private const float Enough = 0.02f; // a step that is shorter is the last
    private const float LongestStep = 2;
    private const float Reach = 4; // farther is a place where something else looks alike

    private Window _values;
    private Window _right;
    private Window _down;
    private float _energy;
    private float _xx;
    private float _xy;
    private float _yy;

    /// <summary>How well its place is determined in the direction in which it is worst: sum of squared changes of luma per step.</summary>
    public float Strength { get; private set; }

    /// <summary>Takes the window around a point.</summary>
    public void Take(LumaPlane plane, Vector2 at)
    {
        plane.Sample(at.X, at.Y, _values);
        _energy = Centre(_values);
        Slope(plane, at, Vector2.UnitX, _right);
        Slope(plane, at, Vector2.UnitY, _down);
        (_xx, _xy, _yy) = (Dot(_right, _right), Dot(_right, _down), Dot(_down, _down));
        Strength = ((_xx + _yy) - MathF.Sqrt(((_xx - _yy) * (_xx - _yy)) + (4 * _xy * _xy))) / 2;
    }

    /// <summary>Looks for the window in another picture.</summary>
    /// <param name="plane">The picture.</param>
    /// <param name="at">Where to begin; receives where it is.</param>
    /// <returns>Share of its contrast that differs there, at least 0; infinite when it left the picture or did not come to rest near the beginning.</returns>
    public float Find(LumaPlane plane, ref Vector2 at)
    {
        var (start, found) = (at, new Window());
        for (var step = 0; step < Steps; step++)
        {
            if (!plane.HasWindow(at.X, at.Y))
            {
                return float.PositiveInfinity;
            }

            plane.Sample(at.X, at.Y, found);
            var difference = Subtract(found, MathF.Sqrt(_energy / Math.Max(Centre(found), 1e-3f)));
            var move = Solve(Dot(_right, found), Dot(_down, found));
            var length = move.Length();
            at -= length > LongestStep ? move * (LongestStep / length) : move;
            if (length < Enough || step == Steps - 1)
            {
                return Vector2.Distance(at, start) <= Reach ? difference / _energy : float.PositiveInfinity;
            }
        }

        return float.PositiveInfinity;
    }

    private static void Slope(LumaPlane plane, Vector2 at, Vector2 direction, Span<Vector256<float>> slope)
    {
        Window before = new();
        plane.Sample(at.X - direction.X, at.Y - direction.Y, before);
        plane.Sample(at.X + direction.X, at.Y + direction.Y, slope);
        for (var i = 0; i < LumaPlane.Window; i++)
        {
            slope[i] = (slope[i] - before[i]) / 2;
        }
    }

    /// <summary>Takes the mean away.</summary>
    /// <returns>Sum of squares of what is left.</returns>
    private static float Centre(Span<Vector256<float>> window)
    {
        var sum = Vector256<float>.Zero;
        foreach (var row in window)
        {
            sum += row;
        }

        var mean = Vector256.Create(Vector256.Sum(sum) / (LumaPlane.Window * LumaPlane.Window));
        for (var i = 0; i < window.Length; i++)
        {
            window[i] -= mean;
        }

        return Dot(window, window);
    }

    private static float Dot(ReadOnlySpan<Vector256<float>> one, ReadOnlySpan<Vector256<float>> other)
    {
        var sum = Vector256<float>.Zero;
        for (var i = 0; i < LumaPlane.Window; i++)
        {
            sum += one[i] * other[i];
        }

        return Vector256.Sum(sum);
    }

    /// <returns>Sum of squared differences.</returns>
    private float Subtract(Span<Vector256<float>> found, float gain)
    {
        for (var i = 0; i < LumaPlane.Window; i++)
        {
            found[i] = (found[i] * gain) - _values[i];
        }

        return Dot(found, found);
    }

    private Vector2 Solve(float x, float y)
    {
        var determinant = Math.Max((_xx * _yy) - (_xy * _xy), 1e-6f);
        return new Vector2((_yy * x) - (_xy * y), (_xx * y) - (_xy * x)) / determinant;
    }

    [InlineArray(LumaPlane.Window)]
    private struct Window
    {
        private Vector256<float> _row;
    }
}
