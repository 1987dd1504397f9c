using FsCheck.Fluent;

namespace Glip.Tracking.Tests;

public class AssignmentTests
{
    [Fact]
    public void Solve_GreedyChoiceIsWrong_FindsTheCheapestSum()
    {
        // Row 0 likes column 0 best, but then row 1 has to take 9: 1 + 9 is more than 2 + 3.
        Assert.Equal([1, 0], Assignment.Solve(new double[,] { { 1, 2 }, { 3, 9 } }));
    }

    [Fact]
    public void Solve_MoreRowsThanColumns_LeavesTheWorstRowAlone() =>
        Assert.Equal([0, -1, 1], Assignment.Solve(new double[,] { { -3, 0 }, { -2, -1 }, { 0, -4 } }));

    [Fact]
    public void Solve_MoreColumnsThanRows_GivesEachRowOne() =>
        Assert.Equal([2, 0], Assignment.Solve(new double[,] { { 5, 4, 1 }, { 2, 8, 1 } }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Solve_NothingToAssign_AssignsNothing(int rows, int columns) =>
        Assert.All(Assignment.Solve(new double[rows, columns]), column => Assert.Equal(-1, column));

    [Fact]
    public void Solve_AnyMatrix_IsAsGoodAsTryingEverything()
    {
        // Few different values, so that there are many ties.
        var matrices = from rows in Gen.Choose(1, 6)
                       from columns in Gen.Choose(1, 6)
                       from costs in Gen.Choose(-4, 4).Select(c => c / 4.0).Array2DOf(rows, columns)
                       select costs;
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(matrices.ToArbitrary(), IsBest));

        static void IsBest(double[,] costs)
        {
            var columns = Assignment.Solve(costs);
            var pairs = columns.Index().Where(pair => pair.Item >= 0).ToList();
            Assert.Equal(Math.Min(costs.GetLength(0), costs.GetLength(1)), pairs.Select(pair => pair.Item).Distinct().Count());
            Assert.Equal(Cheapest(costs), pairs.Sum(pair => costs[pair.Index, pair.Item]), precision: 9);
        }
    }

    private static double Cheapest(double[,] costs)
    {
        var (rows, columns) = (costs.GetLength(0), costs.GetLength(1));
        return Try(0, 0, rows - Math.Min(rows, columns));

        double Try(int row, int taken, int mayStayAlone)
        {
            if (row == rows)
            {
                return 0;
            }

            var best = mayStayAlone > 0 ? Try(row + 1, taken, mayStayAlone - 1) : double.PositiveInfinity;
            for (var column = 0; column < columns; column++)
            {
                if ((taken & (1 << column)) == 0)
                {
                    best = Math.Min(best, costs[row, column] + Try(row + 1, taken | (1 << column), mayStayAlone));
                }
            }

            return best;
        }
    }
}
