using System.Numerics;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Makes a small luma plane of a picture: means over nearly square cells. For pictures of one size; not for two threads at a time.</summary>
internal sealed class LumaGrid
{
    private const int CellsOfLongerSide = 96;
    private const int RowsReadOfACell = 8; // more would cost time and calm hardly any noise

    private readonly int[] _columns;
    private readonly int[] _rows;
    private readonly int _rowStep;
    private readonly ushort[] _sums;

    /// <summary>A grid over the whole picture, 96 cells along the longer side.</summary>
    public LumaGrid(ImageSize picture)
        : this(picture, Math.Max(1, Math.Max(picture.Width, picture.Height) / (double)CellsOfLongerSide))
    {
    }

    private LumaGrid(ImageSize picture, double side)
    {
        Picture = picture;
        Size = new(Cells(picture.Width, side), Cells(picture.Height, side));
        _columns = Borders(picture.Width, Size.Width);
        _rows = Borders(picture.Height, Size.Height);
        _rowStep = (int)Math.Ceiling(side / RowsReadOfACell);
        _sums = new ushort[picture.Width * 3];
    }

    private LumaGrid(ImageSize picture, int side)
    {
        Picture = picture;
        Size = new(Math.Max(1, picture.Width / side), Math.Max(1, picture.Height / side));
        _columns = [.. Enumerable.Range(0, Size.Width + 1).Select(column => Math.Min(picture.Width, column * side))];
        _rows = [.. Enumerable.Range(0, Size.Height + 1).Select(row => Math.Min(picture.Height, row * side))];
        _rowStep = 1;
        _sums = new ushort[picture.Width * 3];
    }

    public ImageSize Picture { get; }

    /// <summary>Number of cells in a row and in a column.</summary>
    public ImageSize Size { get; }

    /// <param name="pixels">[height, width, 3] RGB of the picture.</param>
    /// <param name="cells">Receives [rows, columns], in [0, 255].</param>
    public void Measure(ReadOnlySpan<byte> pixels, Span<float> cells)
    {
        var rowBytes = Picture.Width * 3;
        for (var row = 0; row < Size.Height; row++)
        {
            Array.Clear(_sums);
            var count = 0;
            for (var y = _rows[row]; y < _rows[row + 1]; y += _rowStep, count++)
            {
                Add(pixels.Slice(y * rowBytes, rowBytes), _sums);
            }

            Average(count, cells.Slice(row * Size.Width, Size.Width));
        }
    }

    /// <summary>A grid of squares, all of them as large; what is left at the right and lower edges belongs to none.</summary>
    /// <param name="picture">Size of the picture.</param>
    /// <param name="side">Of a square, in pixels, from 1 to 256.</param>
    public static LumaGrid OfSquares(ImageSize picture, int side) => new(picture, side);

    private static int Cells(int pixels, double side) => Math.Max(1, (int)Math.Round(pixels / side));

    private static int[] Borders(int pixels, int cells) => [.. Enumerable.Range(0, cells + 1).Select(cell => (int)((long)cell * pixels / cells))];

    private static void Add(ReadOnlySpan<byte> row, Span<ushort> sums)
    {
        var whole = row.Length - (row.Length % Vector<byte>.Count);
        var bytes = MemoryMarshal.Cast<byte, Vector<byte>>(row[..whole]);
        var totals = MemoryMarshal.Cast<ushort, Vector<ushort>>(sums[..whole]);
        for (var i = 0; i < bytes.Length; i++)
        {
            Vector.Widen(bytes[i], out var low, out var high);
            totals[2 * i] += low;
            totals[(2 * i) + 1] += high;
        }

        for (var i = whole; i < row.Length; i++)
        {
            sums[i] += row[i];
        }
    }

    /// <remarks>Source: ITU-R BT.601, weights of luma, in 256ths.</remarks>
    private void Average(int rows, Span<float> cells)
    {
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var (from, to) = (_columns[cell], _columns[cell + 1]);
            var total = 0;
            for (var i = from * 3; i < to * 3; i += 3)
            {
                total += (77 * _sums[i]) + (150 * _sums[i + 1]) + (29 * _sums[i + 2]);
            }

            cells[cell] = total / (256f * rows * (to - from));
        }
    }
}
