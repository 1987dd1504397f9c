using Glip.Core;

namespace Glip.Ingest;

/// <summary>Luma of a picture at three sizes, each half of the one before. Made anew for each picture in the same memory.</summary>
internal sealed class LumaPyramid
{
    public const int Levels = 3;

    private readonly LumaPlane[] _planes;
    private readonly float[] _row;

    /// <param name="size">Number of values in a row and in a column of the largest plane, at least 16.</param>
    public LumaPyramid(ImageSize size)
    {
        _planes = [.. Enumerable.Range(0, Levels).Select(level => new LumaPlane(new(size.Width >> level, size.Height >> level)))];
        _row = new float[size.Width];
    }

    /// <summary>From the largest.</summary>
    public ReadOnlySpan<LumaPlane> Planes => _planes;

    /// <param name="cells">[rows, columns] luma.</param>
    public void Build(ReadOnlySpan<float> cells)
    {
        Smooth(cells, _planes[0]);
        _planes[0].FillMargin();
        for (var level = 1; level < Levels; level++)
        {
            Halve(_planes[level - 1], _planes[level]);
            _planes[level].FillMargin();
        }
    }

    /// <summary>Weighs each value with its neighbours, 1 2 1 across and down: finer detail is lost between the cells and would only mislead.</summary>
    private void Smooth(ReadOnlySpan<float> cells, LumaPlane plane)
    {
        var (width, height) = (plane.Size.Width, plane.Size.Height);
        for (var y = 0; y < height; y++)
        {
            var above = cells.Slice(Math.Max(0, y - 1) * width, width);
            var here = cells.Slice(y * width, width);
            var below = cells.Slice(Math.Min(height - 1, y + 1) * width, width);
            for (var x = 0; x < width; x++)
            {
                _row[x] = above[x] + (2 * here[x]) + below[x];
            }

            var row = plane.Row(y);
            (row[0], row[^1]) = (((3 * _row[0]) + _row[1]) / 16, ((3 * _row[width - 1]) + _row[width - 2]) / 16);
            for (var x = 1; x < width - 1; x++)
            {
                row[x] = (_row[x - 1] + (2 * _row[x]) + _row[x + 1]) / 16;
            }
        }
    }

    private static void Halve(LumaPlane plane, LumaPlane half)
    {
        for (var y = 0; y < half.Size.Height; y++)
        {
            var above = plane.Row(2 * y);
            var below = plane.Row((2 * y) + 1);
            var row = half.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (above[2 * x] + above[(2 * x) + 1] + below[2 * x] + below[(2 * x) + 1]) / 4;
            }
        }
    }
}
