namespace Glip.Tracking;

/// <summary>Exact solver of the linear assignment problem, in time rows² × columns.</summary>
/// <remarks>
/// Source: R. Jonker, A. Volgenant, A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment Problems,
/// Computing 38, 1987: rows are added one at a time, each along a cheapest augmenting path. Their initial column reduction,
/// which only saves time, is left out.
/// </remarks>
internal sealed class Assignment
{
    private const int None = -1;

    private readonly double[,] _costs;
    private readonly int[] _columnOf;
    private readonly int[] _rowOf;

    // Cost of a pair less the prices of its row and column: never negative, and zero for the pairs chosen so far.
    private readonly double[] _rowPrice;
    private readonly double[] _columnPrice;

    // Cheapest path from the row that is being added to each column, and the row from which it enters the column.
    private readonly double[] _distance;
    private readonly int[] _before;
    private readonly bool[] _done;

    private Assignment(double[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        _costs = costs;
        _columnOf = new int[rows];
        _rowOf = new int[columns];
        _rowPrice = new double[rows];
        _columnPrice = new double[columns];
        _distance = new double[columns];
        _before = new int[columns];
        _done = new bool[columns];
        Array.Fill(_rowOf, None);
    }

    /// <summary>Gives each row or each column, whichever are fewer, a partner of its own so that the sum of costs is smallest.</summary>
    /// <param name="costs">[rows, columns], finite.</param>
    /// <returns>[rows] the column of each row; -1 for rows without one.</returns>
    public static int[] Solve(double[,] costs)
    {
        if (costs.GetLength(0) > costs.GetLength(1))
        {
            var transposed = new Assignment(Transpose(costs));
            transposed.AddRows();
            return transposed._rowOf;
        }

        var assignment = new Assignment(costs);
        assignment.AddRows();
        return assignment._columnOf;
    }

    private static double[,] Transpose(double[,] costs)
    {
        var transposed = new double[costs.GetLength(1), costs.GetLength(0)];
        for (var row = 0; row < costs.GetLength(0); row++)
        {
            for (var column = 0; column < costs.GetLength(1); column++)
            {
                transposed[column, row] = costs[row, column];
            }
        }

        return transposed;
    }

    private void AddRows()
    {
        for (var row = 0; row < _columnOf.Length; row++)
        {
            var freeColumn = FindPath(row);
            UpdatePrices(row, _distance[freeColumn]);
            TurnPath(row, freeColumn);
        }
    }

    /// <summary>Dijkstra's algorithm from a row to the nearest free column.</summary>
    private int FindPath(int newRow)
    {
        Array.Fill(_distance, double.PositiveInfinity);
        Array.Clear(_done);
        var row = newRow;
        var reached = 0.0;
        while (true)
        {
            var nearest = Step(row, reached);
            if (_rowOf[nearest] == None)
            {
                return nearest;
            }

            _done[nearest] = true;
            reached = _distance[nearest];
            row = _rowOf[nearest];
        }
    }

    /// <summary>Looks at all columns from a row that was reached.</summary>
    /// <returns>The nearest column that is not done.</returns>
    private int Step(int row, double reached)
    {
        var nearest = None;
        for (var column = 0; column < _done.Length; column++)
        {
            if (_done[column])
            {
                continue;
            }

            var length = reached + _costs[row, column] - _rowPrice[row] - _columnPrice[column];
            if (length < _distance[column])
            {
                _distance[column] = length;
                _before[column] = row;
            }

            if (nearest == None || _distance[column] < _distance[nearest])
            {
                nearest = column;
            }
        }

        return nearest;
    }

    private void UpdatePrices(int newRow, double pathLength)
    {
        _rowPrice[newRow] += pathLength;
        for (var column = 0; column < _done.Length; column++)
        {
            if (_done[column])
            {
                _rowPrice[_rowOf[column]] += pathLength - _distance[column];
                _columnPrice[column] -= pathLength - _distance[column];
            }
        }
    }

    private void TurnPath(int newRow, int freeColumn)
    {
        var column = freeColumn;
        int row;
        do
        {
            row = _before[column];
            _rowOf[column] = row;
            (_columnOf[row], column) = (column, _columnOf[row]);
        }
        while (row != newRow);
    }
}
