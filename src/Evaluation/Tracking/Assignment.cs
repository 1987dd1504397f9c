namespace Glip.Evaluation;

/// <summary>Exact solver of the linear assignment problem, in time rows² × columns.</summary>
/// <remarks>Source: H. W. Kuhn, The Hungarian Method for the Assignment Problem, 1955, with the prices of J. Munkres, 1957: rows are added one at a time.</remarks>
internal static class Assignment
{
    private const int None = -1;

    /// <summary>Gives each row or each column, whichever are fewer, a partner of its own so that the sum of costs is smallest.</summary>
    /// <param name="costs">[rows, columns], finite.</param>
    /// <returns>[rows] the column of each row; -1 for rows without one.</returns>
    public static int[] Solve(double[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        return rows > columns
            ? RowOfEachColumn((row, column) => costs[column, row], columns, rows)
            : Invert(RowOfEachColumn((row, column) => costs[row, column], rows, columns), rows);
    }

    private static int[] Invert(int[] rowOf, int rows)
    {
        var columnOf = new int[rows];
        foreach (var (column, row) in rowOf.Index().Where(pair => pair.Item != None))
        {
            columnOf[row] = column;
        }

        return columnOf;
    }

    /// <param name="costs">Of a row and a column.</param>
    /// <param name="rows">At most as many as columns.</param>
    /// <param name="columns">Number of columns.</param>
    /// <returns>[columns] the row of each column; -1 for columns without one.</returns>
    private static int[] RowOfEachColumn(Func<int, int, double> costs, int rows, int columns)
    {
        // One more column, to which the row that is being added belongs at first.
        var rowOf = new int[columns + 1];
        var rowPrice = new double[rows];
        var columnPrice = new double[columns + 1];
        Array.Fill(rowOf, None);
        for (var row = 0; row < rows; row++)
        {
            rowOf[columns] = row;
            var (free, before) = FindFree(costs, rowOf, rowPrice, columnPrice);
            for (var column = free; column != columns; column = before[column])
            {
                rowOf[column] = rowOf[before[column]];
            }
        }

        return rowOf[..columns];
    }

    /// <summary>Raises prices until a column without row can be reached over pairs that cost no more than their prices.</summary>
    /// <returns>The column, and for each column the one before it on the way.</returns>
    private static (int Free, int[] Before) FindFree(Func<int, int, double> costs, int[] rowOf, double[] rowPrice, double[] columnPrice)
    {
        var start = rowOf.Length - 1;
        var before = new int[start];
        var slack = new double[start];
        var reached = new bool[start + 1];
        Array.Fill(slack, double.PositiveInfinity);
        var column = start;
        while (rowOf[column] != None)
        {
            reached[column] = true;
            var next = None;
            for (var other = 0; other < start; other++)
            {
                if (reached[other])
                {
                    continue;
                }

                var excess = costs(rowOf[column], other) - rowPrice[rowOf[column]] - columnPrice[other];
                if (excess < slack[other])
                {
                    (slack[other], before[other]) = (excess, column);
                }

                next = next == None || slack[other] < slack[next] ? other : next;
            }

            Raise(slack[next], slack, reached, rowOf, rowPrice, columnPrice);
            column = next;
        }

        return (column, before);
    }

    private static void Raise(double step, double[] slack, bool[] reached, int[] rowOf, double[] rowPrice, double[] columnPrice)
    {
        for (var column = 0; column < reached.Length; column++)
        {
            if (reached[column])
            {
                rowPrice[rowOf[column]] += step;
                columnPrice[column] -= step;
            }
            else
            {
                slack[column] -= step;
            }
        }
    }
}
