using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// Joins cells that moved to regions, and tells how strong the strongest is. Cells keep a part of their strength for the next frame: what is
/// faint or small but stays, or goes on nearby, grows strong; what flickers does not.
/// </summary>
/// <param name="grid">Number of cells in a row and in a column.</param>
internal sealed class MovedRegions(ImageSize grid)
{
    private const float Kept = 0.75f; // of the strength, from frame to frame: up to three times that of one
    private const int Reach = 2; // cells that something may go from one frame to the next

    private readonly bool[] _visited = new bool[grid.Width * grid.Height];
    private readonly int[] _region = new int[grid.Width * grid.Height];
    private float[] _kept = new float[grid.Width * grid.Height];
    private float[] _next = new float[grid.Width * grid.Height];

    /// <param name="moved">How strongly each cell moved; 0 for not at all.</param>
    /// <returns>Strength of the strongest region: the sum of its cells, and the most that one of them was left with. 0 when nothing moved.</returns>
    public float Strongest(ReadOnlySpan<float> moved)
    {
        Array.Clear(_visited);
        Array.Clear(_next);
        var strongest = 0f;
        for (var cell = 0; cell < _visited.Length; cell++)
        {
            if (moved[cell] > 0 && !_visited[cell])
            {
                strongest = Math.Max(strongest, Strength(moved, Region(moved, cell)));
            }
        }

        (_kept, _next) = (_next, _kept);
        return strongest;
    }

    /// <summary>Begins anew, after a look.</summary>
    public void Forget() => Array.Clear(_kept);

    /// <summary>All cells that are joined to one by their sides.</summary>
    private ReadOnlySpan<int> Region(ReadOnlySpan<float> moved, int start)
    {
        var count = 0;
        Visit(moved, start, ref count);
        for (var i = 0; i < count; i++)
        {
            var (row, column) = Math.DivRem(_region[i], grid.Width);
            if (column > 0)
            {
                Visit(moved, _region[i] - 1, ref count);
            }

            if (column < grid.Width - 1)
            {
                Visit(moved, _region[i] + 1, ref count);
            }

            if (row > 0)
            {
                Visit(moved, _region[i] - grid.Width, ref count);
            }

            if (row < grid.Height - 1)
            {
                Visit(moved, _region[i] + grid.Width, ref count);
            }
        }

        return _region.AsSpan(0, count);
    }

    private void Visit(ReadOnlySpan<float> moved, int cell, ref int count)
    {
        if (moved[cell] > 0 && !_visited[cell])
        {
            _visited[cell] = true;
            _region[count++] = cell;
        }
    }

    private float Strength(ReadOnlySpan<float> moved, ReadOnlySpan<int> region)
    {
        var (sum, kept) = (0f, 0f);
        foreach (var cell in region)
        {
            sum += moved[cell];
            kept = Math.Max(kept, _kept[cell]);
            Keep(cell, Kept * (moved[cell] + _kept[cell]));
        }

        return sum + kept;
    }

    private void Keep(int cell, float strength)
    {
        var (row, column) = Math.DivRem(cell, grid.Width);
        for (var y = Math.Max(0, row - Reach); y <= Math.Min(grid.Height - 1, row + Reach); y++)
        {
            for (var x = Math.Max(0, column - Reach); x <= Math.Min(grid.Width - 1, column + Reach); x++)
            {
                _next[(y * grid.Width) + x] = Math.Max(_next[(y * grid.Width) + x], strength);
            }
        }
    }
}
