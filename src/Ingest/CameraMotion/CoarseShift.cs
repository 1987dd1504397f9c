using System.Numerics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Finds how far a very small picture is shifted against another one, by up to a quarter of its width.</summary>
internal sealed class CoarseShift
{
    private const float MostDifference = 20; // levels of luma: what differs by more is another thing

    private readonly LumaPlane _kept;
    private readonly int _reach;
    private float _mean;

    public CoarseShift(ImageSize size) => (_kept, _reach) = (new LumaPlane(size), size.Width / 4);

    /// <summary>Keeps a picture to compare with.</summary>
    public void Keep(LumaPlane plane)
    {
        for (var y = 0; y < plane.Size.Height; y++)
        {
            plane.Row(y).CopyTo(_kept.Row(y));
        }

        _mean = Mean(plane);
    }

    /// <param name="plane">Another picture.</param>
    /// <param name="guess">Where a point of the kept picture is about in the other one, in cells of the largest planes.</param>
    /// <returns>How much farther right and down it is, in values of these pictures.</returns>
    public Vector2 Find(LumaPlane plane, Matrix3x2 guess)
    {
        var (offset, scale) = (Mean(plane) - _mean, 1f / (1 << (LumaPyramid.Levels - 1)));
        var (startX, startY) = ((int)MathF.Round(guess.M31 * scale), (int)MathF.Round(guess.M32 * scale));
        var (best, least) = (Vector2.Zero, float.PositiveInfinity);
        for (var y = -_reach; y <= _reach; y++)
        {
            for (var x = -_reach; x <= _reach; x++)
            {
                var difference = Difference(plane, startX + x, startY + y, offset);
                (best, least) = difference < least ? (new(x, y), difference) : (best, least);
            }
        }

        return best;
    }

    private static float Mean(LumaPlane plane)
    {
        var sum = 0f;
        for (var y = 0; y < plane.Size.Height; y++)
        {
            foreach (var value in plane.Row(y))
            {
                sum += value;
            }
        }

        return sum / (plane.Size.Width * plane.Size.Height);
    }

    /// <summary>Mean difference where both pictures are; infinite where they share less than a quarter.</summary>
    private float Difference(LumaPlane plane, int right, int down, float offset)
    {
        var (width, height) = (plane.Size.Width - Math.Abs(right), plane.Size.Height - Math.Abs(down));
        if (width <= 0 || height <= 0 || width * height * 4 < plane.Size.Width * plane.Size.Height)
        {
            return float.PositiveInfinity;
        }

        var sum = 0f;
        for (var y = Math.Max(0, -down); y < Math.Max(0, -down) + height; y++)
        {
            var kept = _kept.Row(y).Slice(Math.Max(0, -right), width);
            var other = plane.Row(y + down).Slice(Math.Max(0, right), width);
            for (var x = 0; x < width; x++)
            {
                sum += Math.Min(MostDifference, Math.Abs(other[x] - kept[x] - offset));
            }
        }

        return sum / (width * height);
    }
}
