using Glip.Core;

namespace Glip.Ingest;

/// <summary>Cells that are four small ones wide and high; fewer at the right and lower edges.</summary>
internal static class LargeCells
{
    private const int Side = 4;

    /// <summary>How many there are in a row and in a column.</summary>
    /// <param name="small">How many small ones there are.</param>
    public static ImageSize Count(ImageSize small) => new((small.Width + Side - 1) / Side, (small.Height + Side - 1) / Side);

    /// <param name="small">[rows, columns] luma of the small cells.</param>
    /// <param name="size">Number of small cells in a row and in a column.</param>
    /// <param name="large">Receives [rows, columns] mean luma of the large ones.</param>
    public static void Average(ReadOnlySpan<float> small, ImageSize size, Span<float> large)
    {
        var count = Count(size);
        large.Clear();
        for (var cell = 0; cell < size.Width * size.Height; cell++)
        {
            var (row, column) = Math.DivRem(cell, size.Width);
            large[(row / Side * count.Width) + (column / Side)] += small[cell];
        }

        for (var cell = 0; cell < count.Width * count.Height; cell++)
        {
            var (row, column) = Math.DivRem(cell, count.Width);
            large[cell] /= Math.Min(Side, size.Height - (row * Side)) * Math.Min(Side, size.Width - (column * Side));
        }
    }
}
