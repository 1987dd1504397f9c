using FsCheck.Fluent;

namespace Glip.Core.Tests;

public class AssignmentTests
{
    private readonly Assignment _assignment = new();

    [Fact]
    public void Solve_GreedyChoiceIsWrong_FindsTheLargestSum()
    {
        // Row 0 likes column 0 best, but then row 1 has to take 1: 9 + 1 is less than 8 + 7.
        Assert.Equal([1, 0], Solve(new double[,] { { 9, 8 }, { 7, 1 } }));
    }

    [Fact]
    public void Solve_MoreRowsThanColumns_LeavesTheWorstRowAlone() =>
        Assert.Equal([0, -1, 1], Solve(new double[,] { { 3, 0 }, { 2, 1 }, { 0, 4 } }));

    [Fact]
    public void Solve_MoreColumnsThanRows_GivesEachRowOne() =>
        Assert.Equal([2, 0], Solve(new double[,] { { 1, 2, 5 }, { 8, 2, 7 } }));

    [Fact]
    public void Solve_GainsNothing_StaysAlone() => Assert.Equal([-1, 0], Solve(new double[,] { { -1, -2 }, { 1, -1 } }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(3, 3)]
    public void Solve_NothingToGain_AssignsNothing(int rows, int columns) =>
        Assert.All(Solve(new double[rows, columns]), column => Assert.Equal(-1, column));

    [Fact]
    public void Solve_AnyMatrix_IsAsGoodAsTryingEverything()
    {
        // Few different values, so that there are many ties; about half of all pairs must not be.
        var matrices = from rows in Gen.Choose(1, 6)
                       from columns in Gen.Choose(1, 6)
                       from gains in Gen.Choose(-4, 4).Select(c => c / 4.0).Array2DOf(rows, columns)
                       select gains;
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(matrices.ToArbitrary(), IsBest));

        void IsBest(double[,] gains)
        {
            var columns = Solve(gains);
            var pairs = columns.Index().Where(pair => pair.Item >= 0).ToList();
            Assert.Equal(pairs.Count, pairs.Select(pair => pair.Item).Distinct().Count());
            Assert.Equal(Best(gains), pairs.Sum(pair => gains[pair.Index, pair.Item]), precision: 9);
        }
    }

    [Theory]
    [InlineData(500, 500, 1.0, 0)]
    [InlineData(500, 500, 0.02, 0)]
    [InlineData(300, 500, 0.3, 0)]
    [InlineData(500, 300, 0.3, 0)]
    [InlineData(400, 400, 0.5, 3)] // three different gains: ties everywhere
    public void Solve_LargeProblem_IsProvenBestByItsPrices(int rows, int columns, double density, int levels)
    {
        var random = new Random(7);
        var gains = new double[rows, columns];
        foreach (var (row, column) in Pairs(gains))
        {
            var gain = levels > 0 ? random.Next(1, levels + 1) / (double)levels : random.NextDouble();
            gains[row, column] = random.NextDouble() < density ? gain : 0;
        }

        var columnOf = Solve(gains);

        // Duality: no choice gains more than all prices together, and this one gains as much.
        const double rounding = 1e-9;
        var (rowPrices, columnPrices) = (_assignment.RowPrices.ToArray(), _assignment.ColumnPrices.ToArray());
        Assert.All(rowPrices.Concat(columnPrices), price => Assert.True(price >= -rounding));
        Assert.DoesNotContain(Pairs(gains), pair => gains[pair.Row, pair.Column] > rowPrices[pair.Row] + columnPrices[pair.Column] + rounding);
        var pairs = columnOf.Index().Where(pair => pair.Item >= 0).ToList();
        Assert.Equal(pairs.Count, pairs.Select(pair => pair.Item).Distinct().Count());
        Assert.Equal(rowPrices.Sum() + columnPrices.Sum(), pairs.Sum(pair => gains[pair.Index, pair.Item]), precision: 6);
    }

    private int[] Solve(double[,] gains)
    {
        _assignment.Begin(gains.GetLength(1));
        for (var row = 0; row < gains.GetLength(0); row++)
        {
            _assignment.AddRow();
            for (var column = 0; column < gains.GetLength(1); column++)
            {
                if (gains[row, column] != 0)
                {
                    _assignment.AddPair(column, gains[row, column]);
                }
            }
        }

        return _assignment.Solve().ToArray();
    }

    private static IEnumerable<(int Row, int Column)> Pairs(double[,] gains) =>
        from row in Enumerable.Range(0, gains.GetLength(0)) from column in Enumerable.Range(0, gains.GetLength(1)) select (row, column);

    private static double Best(double[,] gains)
    {
        return Try(0, 0);

        double Try(int row, int taken)
        {
            if (row == gains.GetLength(0))
            {
                return 0;
            }

            var best = Try(row + 1, taken);
            for (var column = 0; column < gains.GetLength(1); column++)
            {
                if ((taken & (1 << column)) == 0)
                {
                    best = Math.Max(best, gains[row, column] + Try(row + 1, taken | (1 << column)));
                }
            }

            return best;
        }
    }
}
