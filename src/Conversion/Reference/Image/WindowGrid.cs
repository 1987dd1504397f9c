namespace Glip.Conversion.Reference;

/// <summary>
/// Cuts a map into square windows. The map is padded right and below to whole windows, and for shifted windows rolled
/// up and to the left, so that the first rows and columns come to stand at the end.
/// </summary>
/// <param name="height">Rows of the map.</param>
/// <param name="width">Columns of the map.</param>
/// <param name="side">Side of a window.</param>
/// <param name="shift">How far the map is rolled; 0 for windows that are not shifted.</param>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3.2, cyclic shift; microsoft/GLIP, modeling/backbone/swint.py.</remarks>
internal sealed class WindowGrid(int height, int width, int side, int shift)
{
    private readonly int _paddedHeight = (height + side - 1) / side * side;
    private readonly int _paddedWidth = (width + side - 1) / side * side;

    public int Side => side;

    /// <summary>Tokens of a window.</summary>
    public int Tokens => side * side;

    /// <summary>Windows.</summary>
    public int Count => _paddedHeight * _paddedWidth / Tokens;

    /// <summary>[height * width, n] to [windows * tokens, n]; padded tokens are zero.</summary>
    public Matrix Partition(Matrix map)
    {
        var windows = new Matrix(Count * Tokens, map.Columns);
        for (var row = 0; row < windows.Rows; row++)
        {
            if (PositionOf(row) is { } position)
            {
                map.Row(position).CopyTo(windows.Row(row));
            }
        }

        return windows;
    }

    /// <summary>The inverse of <see cref="Partition"/>.</summary>
    public Matrix Merge(Matrix windows)
    {
        var map = new Matrix(height * width, windows.Columns);
        for (var row = 0; row < windows.Rows; row++)
        {
            if (PositionOf(row) is { } position)
            {
                windows.Row(row).CopyTo(map.Row(position));
            }
        }

        return map;
    }

    /// <summary>Whether two tokens of a window were neighbours before the map was rolled. Only such tokens see each other.</summary>
    public bool AreNeighbours(int window, int token, int other) => shift == 0 || RegionOf(window, token) == RegionOf(window, other);

    /// <summary>Where in the map a token comes from; null where the map was padded.</summary>
    private int? PositionOf(int row)
    {
        var (y, x) = RolledPlace(row / Tokens, row % Tokens);
        (y, x) = ((y + shift) % _paddedHeight, (x + shift) % _paddedWidth);
        return y < height && x < width ? (y * width) + x : null;
    }

    private (int Y, int X) RolledPlace(int window, int token)
    {
        var windowsAcross = _paddedWidth / side;
        return ((window / windowsAcross * side) + (token / side), (window % windowsAcross * side) + (token % side));
    }

    private (int Row, int Column) RegionOf(int window, int token)
    {
        var (y, x) = RolledPlace(window, token);
        return (Band(y, _paddedHeight), Band(x, _paddedWidth));
    }

    /// <summary>0 before the last window, 1 in its part that was not rolled around, 2 in the part that was.</summary>
    private int Band(int place, int length) => place < length - side ? 0 : place < length - shift ? 1 : 2;
}
