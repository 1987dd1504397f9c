using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Glip.Inference;

/// <summary>Where the samples of a tile come from: for each position the four cells around its point and the share of each.</summary>
/// <remarks>A cell outside of the map counts nothing; some cell of the map stands in for it.</remarks>
/// <param name="buffer">Room for <see cref="Arrays"/> arrays of <paramref name="length"/> numbers.</param>
/// <param name="length">Positions of a tile at most, a multiple of 16.</param>
internal readonly unsafe struct Taps(float* buffer, int length)
{
    public const int Arrays = 8;

    /// <summary>Where the cell begins in the map, in numbers.</summary>
    public readonly int* TopLeft = (int*)buffer;
    public readonly int* TopRight = (int*)(buffer + length);
    public readonly int* BottomLeft = (int*)(buffer + (2 * length));
    public readonly int* BottomRight = (int*)(buffer + (3 * length));

    /// <summary>What the cell is multiplied by.</summary>
    public readonly float* TopLeftShare = buffer + (4 * length);
    public readonly float* TopRightShare = buffer + (5 * length);
    public readonly float* BottomLeftShare = buffer + (6 * length);
    public readonly float* BottomRightShare = buffer + (7 * length);

    /// <summary>Finds the cells of 16 positions.</summary>
    /// <param name="index">The first position.</param>
    /// <param name="y">Rows of the points, in cells.</param>
    /// <param name="x">Columns of the points.</param>
    /// <param name="factor">Multiplies the shares.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    /// <param name="channels">Numbers of a cell.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Locate(int index, Vector512<float> y, Vector512<float> x, Vector512<float> factor, int height, int width, int channels)
    {
        var (top, left) = (Vector512.Floor(y), Vector512.Floor(x));
        var (down, right) = (y - top, x - left);
        var (upper, upperRow) = Inside(top, (Vector512<float>.One - down) * factor, height);
        var (lower, lowerRow) = Inside(top + Vector512<float>.One, down * factor, height);
        var (before, beforeColumn) = Inside(left, Vector512<float>.One - right, width);
        var (after, afterColumn) = Inside(left + Vector512<float>.One, right, width);
        (upperRow, lowerRow) = (upperRow * (width * channels), lowerRow * (width * channels));
        (beforeColumn, afterColumn) = (beforeColumn * channels, afterColumn * channels);
        (upperRow + beforeColumn).Store(TopLeft + index);
        (upperRow + afterColumn).Store(TopRight + index);
        (lowerRow + beforeColumn).Store(BottomLeft + index);
        (lowerRow + afterColumn).Store(BottomRight + index);
        (upper * before).Store(TopLeftShare + index);
        (upper * after).Store(TopRightShare + index);
        (lower * before).Store(BottomLeftShare + index);
        (lower * after).Store(BottomRightShare + index);
    }

    /// <summary>Takes the share from rows or columns outside of the map, and puts one of the map in their place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Share, Vector512<int> Line) Inside(Vector512<float> line, Vector512<float> share, int lines)
    {
        var last = Vector512.Create((float)(lines - 1));
        var inside = Vector512.GreaterThanOrEqual(line, Vector512<float>.Zero) & Vector512.LessThanOrEqual(line, last);
        return (share & inside, Vector512.ConvertToInt32(line & inside));
    }
}
