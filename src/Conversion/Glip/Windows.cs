namespace Glip.Conversion;

/// <summary>
/// A grid of tokens cut into square windows, the grid rolled up and left by a shift before. Both ways are one gathering of rows by
/// indices that are computed once for all blocks of a stage.
/// </summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3.2, "Efficient batch computation".</remarks>
internal sealed class Windows
{
    private const float Apart = -100;

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

    /// <summary>Adds what positions say, and keeps cells apart that are no neighbours on the grid that was rolled.</summary>
    /// <param name="logits">[N · windows, heads, side², side²].</param>
    /// <param name="positions">[1, heads, side², side²].</param>
    public Value AddBias(Value logits, Value positions)
    {
        if (_shift == 0)
        {
            return logits + positions;
        }

        var (heads, cells) = (logits.Shape[1].Length!.Value, _side * _side);
        var byWindow = logits.Reshape(_map.Tokens.Length(0), -1, heads, cells, cells);
        return (byWindow + (positions + Mask())).Reshape(-1, heads, cells, cells);
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

    /// <summary>[windows, 1, side², side²]: 0 between cells of one region of the grid, else a large negative number.</summary>
    private Value Mask()
    {
        var region = (Region(_rows) * _graph.Whole(3)).Unsqueeze(1) + Region(_columns).Unsqueeze(0);
        var cells = ByWindow(region).Reshape(-1, _side * _side);
        var isSame = cells.Unsqueeze(2).Equal(cells.Unsqueeze(1));
        return isSame.Where(_graph.Scalar(0, ElementType.Float32), _graph.Scalar(Apart, ElementType.Float32)).Unsqueeze(1);
    }

    /// <summary>Along an axis of the rolled grid: 0 before the last window, 1 in it, 2 where cells came round from the other end.</summary>
    private Value Region(Value count)
    {
        var place = Reshaping.Range(count * Side);
        var isLast = ((count * Side) - _graph.Whole(_side + 1) < place).Cast(ElementType.Int64);
        var cameRound = ((count * Side) - _graph.Whole(_shift + 1) < place).Cast(ElementType.Int64);
        return isLast + cameRound;
    }

    /// <summary>A padded grid [rows · side, columns · side] as one list, window by window.</summary>
    private Value ByWindow(Value grid) => grid.Reshape(_rows, _side, _columns, _side).Transpose(0, 2, 1, 3).Reshape(-1);
}
