namespace Glip.Core;

/// <summary>
/// Exact solver of the assignment problem with gains: gives rows columns of their own so that the sum of gains is largest. Only pairs that
/// were added can come together; rows and columns may stay alone. Rows come one at a time, each along the cheapest chain of changes, and only
/// the pairs along such chains are looked at: where rows compete with few others, the time is that of the pairs. Buffers are kept for the
/// next use.
/// </summary>
/// <remarks>
/// Source: R. Jonker, A. Volgenant, A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems, Computing 38,
/// 1987, the augmentation for sparse problems. Differs from it: staying alone is a choice of every row, worth 0, instead of a column.
/// </remarks>
public sealed class Assignment
{
    private const int None = -1;

    // Pairs, row by row.
    private int[] _firstPair = new int[16];
    private int[] _pairColumn = new int[64];
    private double[] _pairGain = new double[64];
    private int _rows;
    private int _columns;
    private int _pairs;

    // No pair gains more than both prices together; partners exactly as much; whoever is alone has the price 0.
    private double[] _rowPrice = [];
    private double[] _columnPrice = [];
    private int[] _columnOf = [];
    private int[] _rowOf = [];

    // Of the chain that is sought: loss on the way to each column, the row before it, and the columns that were reached; the first ones in order of loss, done.
    private double[] _loss = [];
    private int[] _before = [];
    private int[] _reached = [];
    private bool[] _done = [];
    private int _reachedCount;
    private int _doneCount;

    /// <summary>Begins a problem without rows.</summary>
    public void Begin(int columns)
    {
        (_rows, _columns, _pairs) = (0, columns, 0);
    }

    /// <summary>Adds a row; the pairs added from now on are its own.</summary>
    public void AddRow()
    {
        Buffers.Hold(ref _firstPair, _rows + 2);
        _firstPair[_rows++] = _pairs;
    }

    /// <summary>Lets the last row take a column, each at most once.</summary>
    /// <param name="column">Index of the column.</param>
    /// <param name="gain">Finite; a pair that gains nothing is never made.</param>
    public void AddPair(int column, double gain)
    {
        Buffers.Hold(ref _pairColumn, _pairs + 1);
        Buffers.Hold(ref _pairGain, _pairs + 1);
        _pairColumn[_pairs] = column;
        _pairGain[_pairs++] = gain;
    }

    /// <returns>[rows] the column of each row; -1 for rows that stay alone. Valid until the next problem begins.</returns>
    public ReadOnlySpan<int> Solve()
    {
        Clear();
        for (var row = 0; row < _rows; row++)
        {
            _rowPrice[row] = Math.Max(0, BestOffer(row));
            Place(row);
        }

        return _columnOf.AsSpan(0, _rows);
    }

    /// <summary>Prices of the rows of the problem solved last, at least 0: proof that no other choice gains more.</summary>
    public ReadOnlySpan<double> RowPrices => _rowPrice.AsSpan(0, _rows);

    /// <summary>Prices of the columns of the problem solved last, at least 0.</summary>
    public ReadOnlySpan<double> ColumnPrices => _columnPrice.AsSpan(0, _columns);

    private void Clear()
    {
        Buffers.Hold(ref _firstPair, _rows + 1);
        _firstPair[_rows] = _pairs;
        Buffers.Hold(ref _rowPrice, _rows);
        Buffers.Hold(ref _columnOf, _rows);
        Buffers.Hold(ref _columnPrice, _columns);
        Buffers.Hold(ref _rowOf, _columns);
        Buffers.Hold(ref _loss, _columns);
        Buffers.Hold(ref _before, _columns);
        Buffers.Hold(ref _reached, _columns);
        Buffers.Hold(ref _done, _columns);
        _columnOf.AsSpan(0, _rows).Fill(None);
        _rowOf.AsSpan(0, _columns).Fill(None);
        _columnPrice.AsSpan(0, _columns).Clear();
        _loss.AsSpan(0, _columns).Fill(double.PositiveInfinity);
    }

    private double BestOffer(int row)
    {
        var best = double.NegativeInfinity;
        for (var pair = _firstPair[row]; pair < _firstPair[row + 1]; pair++)
        {
            best = Math.Max(best, _pairGain[pair] - _columnPrice[_pairColumn[pair]]);
        }

        return best;
    }

    /// <summary>Finds the cheapest chain from a new row: each row takes the column of the next, and the last one a free column or none.</summary>
    private void Place(int newRow)
    {
        var (row, loss) = (newRow, 0.0);
        var (retiring, leastLoss) = (newRow, _rowPrice[newRow]);
        int end;
        while (true)
        {
            Reach(row, loss);
            end = TakeNearest();
            if (end == None || _loss[end] >= leastLoss)
            {
                end = None;
                break;
            }

            (row, loss) = (_rowOf[end], _loss[end]);
            if (row == None)
            {
                leastLoss = loss;
                break;
            }

            if (loss + _rowPrice[row] < leastLoss)
            {
                (retiring, leastLoss) = (row, loss + _rowPrice[row]);
            }
        }

        UpdatePrices(newRow, leastLoss);
        if (end != None || retiring != newRow)
        {
            TurnChain(newRow, end != None ? end : Free(retiring));
        }

        Forget();
    }

    /// <summary>Looks at all columns that a row could take.</summary>
    private void Reach(int row, double loss)
    {
        for (var pair = _firstPair[row]; pair < _firstPair[row + 1]; pair++)
        {
            var column = _pairColumn[pair];
            var length = loss + _rowPrice[row] + _columnPrice[column] - _pairGain[pair];
            if (length < _loss[column] && !_done[column])
            {
                if (double.IsPositiveInfinity(_loss[column]))
                {
                    _reached[_reachedCount++] = column;
                }

                _loss[column] = length;
                _before[column] = row;
            }
        }
    }

    /// <returns>The column with the least loss of those that are not done, which it then is; -1 when there is none.</returns>
    private int TakeNearest()
    {
        if (_doneCount == _reachedCount)
        {
            return None;
        }

        var nearest = _doneCount;
        for (var i = _doneCount + 1; i < _reachedCount; i++)
        {
            if (_loss[_reached[i]] < _loss[_reached[nearest]])
            {
                nearest = i;
            }
        }

        (_reached[_doneCount], _reached[nearest]) = (_reached[nearest], _reached[_doneCount]);
        _done[_reached[_doneCount]] = true;
        return _reached[_doneCount++];
    }

    private void UpdatePrices(int newRow, double leastLoss)
    {
        _rowPrice[newRow] -= leastLoss;
        for (var i = 0; i < _doneCount; i++)
        {
            var column = _reached[i];
            var change = leastLoss - _loss[column];
            if (change > 0 && _rowOf[column] != None)
            {
                _columnPrice[column] += change;
                _rowPrice[_rowOf[column]] -= change;
            }
        }
    }

    private int Free(int row)
    {
        var column = _columnOf[row];
        _columnOf[row] = None;
        return column;
    }

    private void TurnChain(int newRow, int column)
    {
        int row;
        do
        {
            row = _before[column];
            _rowOf[column] = row;
            (_columnOf[row], column) = (column, _columnOf[row]);
        }
        while (row != newRow);
    }

    private void Forget()
    {
        for (var i = 0; i < _reachedCount; i++)
        {
            _loss[_reached[i]] = double.PositiveInfinity;
            _done[_reached[i]] = false;
        }

        (_reachedCount, _doneCount) = (0, 0);
    }
}
