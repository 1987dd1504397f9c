namespace Glip.Conversion;

/// <summary>
/// A grid of tokens cut into square windows, the grid rolled up and left by a shift before. Both ways are one gathering of rows by
/// indices that are computed once for all blocks of a stage.
/// </summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3.2, "Efficient batch computation".</remarks>
internal sealed class Windows
{
    private readonly GraphBuilder _graph;
    private readonly TokenMap _map;
    private readonly int _side;
    private readonly int _shift;
    private readonly Value _rows;
    private readonly Value _columns;

    /// <param name="map">Gives the size of the grid.</param>
    /// <param name="side">Cells along a window.</param>
    /// <param name="shift">Cells by which the grid is rolled; 0 for none.</param>
    public Windows(TokenMap map, int side, int shift)
    {
        (_map, _side, _shift, _graph) = (map, side, shift, map.Tokens.Graph);
        (_rows, _columns) = (Count(map.Height), Count(map.Width));
    }

    /// <summary>[N, tokens, C] as windows [N · windows, side², C]; cells outside of the grid are zeros.</summary>
    public Value Partition(Value tokens)
    {
        var width = tokens.Shape[2].Length!.Value;
        var nothing = _graph.Constant(Weight.Of(0, 1, 1, (int)width), tokens.Type).Expand(tokens.Length(0), 1, width);
        return Reshaping.Concat(1, tokens, nothing).Gather(1, Forward()).Reshape(-1, _side * _side, width);
    }

    /// <summary>Windows back to [N, tokens, C].</summary>
    public Value Reverse(Value windows)
    {
        var width = windows.Shape[2].Length!.Value;
        return windows.Reshape(_map.Tokens.Length(0), -1, width).Gather(1, Backward());
    }

    /// <summary>
    /// What is added to the logits: what positions say, and in a rolled grid that cells which are no neighbours there stay apart. Only
    /// windows at the lower and right end hold such cells, so that there are four kinds of windows.
    /// </summary>
    /// <param name="positions">[1, heads, side², side²].</param>
    /// <returns>[1 or N · windows, heads, side², side²].</returns>
    public Value Bias(Value positions)
    {
        if (_shift == 0)
        {
            return positions;
        }

        var atLowerEnd = IsLast(_rows) * _graph.Whole(2);
        var kind = (atLowerEnd.Unsqueeze(1) + IsLast(_columns).Unsqueeze(0)).Reshape(1, -1);
        var kinds = kind.Expand(_map.Tokens.Length(0), _rows * _columns).Reshape(-1);
        return (positions + _graph.Constant(WindowMask.Of(_side, _shift))).Gather(0, kinds);
    }

    private Value Side => _graph.Whole(_side);

    /// <summary>Windows along an axis.</summary>
    private Value Count(Value length) => (length + _graph.Whole(_side - 1)) / Side;

    /// <summary>Row in the list of tokens for each cell in the order of windows; the one after the last for cells outside.</summary>
    private Value Forward()
    {
        var tokens = _map.Height * _map.Width;
        var row = Source(_map.Height, _rows, _map.Width, tokens);
        var column = Source(_map.Width, _columns, _graph.Whole(1), tokens);
        return ByWindow(row.Unsqueeze(1) + column.Unsqueeze(0)).Min(tokens);
    }

    /// <summary>Where the cells along an axis come from, times a stride; far outside for those beyond the grid.</summary>
    private Value Source(Value length, Value count, Value stride, Value outside)
    {
        var source = (Reshaping.Range(count * Side) + _graph.Whole(_shift)) % (count * Side);
        return (source < length).Where(source * stride, outside);
    }

    /// <summary>Cell in the order of windows for each token.</summary>
    private Value Backward()
    {
        var row = Target(_map.Height, _rows);
        var column = Target(_map.Width, _columns);
        var rowPart = (row / Side * _columns * _graph.Whole(_side * _side)) + (row % Side * Side);
        var columnPart = (column / Side * _graph.Whole(_side * _side)) + (column % Side);
        return (rowPart.Unsqueeze(1) + columnPart.Unsqueeze(0)).Reshape(-1);
    }

    private Value Target(Value length, Value count) => (Reshaping.Range(length) + ((count * Side) - _graph.Whole(_shift))) % (count * Side);

    /// <summary>1 for the last window along an axis, else 0: int64.</summary>
    private Value IsLast(Value count) => (Reshaping.Range(count) > count - _graph.Whole(2)).Cast(ElementType.Int64);

    /// <summary>A padded grid [rows · side, columns · side] as one list, window by window.</summary>
    private Value ByWindow(Value grid) => grid.Reshape(_rows, _side, _columns, _side).Transpose(0, 2, 1, 3).Reshape(-1);
}
