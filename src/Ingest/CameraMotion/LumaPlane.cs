using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Luma of a picture at one size, with a margin that repeats its edges, so that windows may hang over.</summary>
internal sealed class LumaPlane
{
    /// <summary>Values beyond each edge.</summary>
    public const int Margin = 8;

    /// <summary>Values in a row and in a column of a window.</summary>
    public const int Window = 8;

    private readonly float[] _values;
    private readonly int _stride;

    public LumaPlane(ImageSize size)
    {
        Size = size;
        _stride = size.Width + (2 * Margin);
        _values = new float[_stride * (size.Height + (2 * Margin))];
    }

    public ImageSize Size { get; }

    /// <summary>A row of the picture, without margin.</summary>
    public Span<float> Row(int y) => _values.AsSpan(((y + Margin) * _stride) + Margin, Size.Width);

    /// <summary>Fills the margin when the rows have been written.</summary>
    public void FillMargin()
    {
        for (var y = 0; y < Size.Height; y++)
        {
            var row = _values.AsSpan((y + Margin) * _stride, _stride);
            row[..Margin].Fill(row[Margin]);
            row[^Margin..].Fill(row[^(Margin + 1)]);
        }

        var first = _values.AsSpan(Margin * _stride, _stride);
        var last = _values.AsSpan((Margin + Size.Height - 1) * _stride, _stride);
        for (var y = 0; y < Margin; y++)
        {
            first.CopyTo(_values.AsSpan(y * _stride));
            last.CopyTo(_values.AsSpan((Margin + Size.Height + y) * _stride));
        }
    }

    /// <summary>Whether a window around a point lies within picture and margin.</summary>
    public bool HasWindow(float x, float y) => x >= 0 && y >= 0 && x <= Size.Width - 1 && y <= Size.Height - 1;

    /// <summary>Reads a window between the values, linearly.</summary>
    /// <param name="x">Middle of the window, within one value of the picture; values stand at whole numbers.</param>
    /// <param name="y">The same, downward.</param>
    /// <param name="window">Receives its rows.</param>
    public void Sample(float x, float y, Span<Vector256<float>> window)
    {
        const float half = (Window - 1) / 2f;
        var (left, top) = (x - half + Margin, y - half + Margin);
        var (column, row) = ((int)left, (int)top);
        var (right, down) = (Vector256.Create(left - column), Vector256.Create(top - row));
        var values = _values.AsSpan(row * _stride, (Window * _stride) + column + Window + 1); // all that is read lies within
        ref var at = ref Unsafe.Add(ref MemoryMarshal.GetReference(values), column);
        var above = Across(ref at, right);
        for (var i = 0; i < Window; i++)
        {
            at = ref Unsafe.Add(ref at, _stride);
            var below = Across(ref at, right);
            window[i] = above + (down * (below - above));
            above = below;
        }
    }

    private static Vector256<float> Across(ref float at, Vector256<float> right)
    {
        var left = Vector256.LoadUnsafe(ref at);
        return left + (right * (Vector256.LoadUnsafe(ref at, 1) - left));
    }
}
