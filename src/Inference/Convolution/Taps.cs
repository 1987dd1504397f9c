namespace Glip.Inference;

/// <summary>The four cells around a point of a map, and the share of each. A cell outside of the map is one of zeros.</summary>
internal readonly unsafe ref struct Taps
{
    public readonly float* TopLeft;
    public readonly float* TopRight;
    public readonly float* BottomLeft;
    public readonly float* BottomRight;
    public readonly float TopLeftWeight;
    public readonly float TopRightWeight;
    public readonly float BottomLeftWeight;
    public readonly float BottomRightWeight;

    /// <param name="map">Cells to choose from.</param>
    /// <param name="y">Row of the point, above -1 and below the height.</param>
    /// <param name="x">Column of the point, above -1 and below the width.</param>
    /// <param name="factor">Multiplies the shares.</param>
    public Taps(in Map map, float y, float x, float factor)
    {
        var (top, left) = (MathF.Floor(y), MathF.Floor(x));
        var (down, right) = (y - top, x - left);
        var (row, column) = ((int)top, (int)left);
        TopLeft = map.Cell(row, column);
        TopRight = map.Cell(row, column + 1);
        BottomLeft = map.Cell(row + 1, column);
        BottomRight = map.Cell(row + 1, column + 1);
        var (upper, lower) = ((1 - down) * factor, down * factor);
        TopLeftWeight = upper * (1 - right);
        TopRightWeight = upper * right;
        BottomLeftWeight = lower * (1 - right);
        BottomRightWeight = lower * right;
    }
}
