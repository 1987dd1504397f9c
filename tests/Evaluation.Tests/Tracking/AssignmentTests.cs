using FsCheck.Fluent;

namespace Glip.Evaluation.Tests;

public sealed class AssignmentTests
{
    [Fact]
    public void Solve_GreedyChoiceIsWrong_FindsTheCheapestSum() =>
        Assert.Equal([1, 0], Assignment.Solve(new double[,] { { 1, 2 }, { 3, 9 } })); // 2 + 3 is less than 1 + 9

    [Fact]
    public void Solve_MoreRowsThanColumns_LeavesTheWorstRowAlone() =>
        Assert.Equal([0, -1, 1], Assignment.Solve(new double[,] { { -3, 0 }, { -2, -1 }, { 0, -4 } }));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    public void Solve_NothingToAssign_AssignsNothing(int rows, int columns) =>
        Assert.Equal(Enumerable.Repeat(-1, rows), Assignment.Solve(new double[rows, columns]));

    [Fact]
    public void Solve_AnyMatrix_IsAsGoodAsTryingEverything()
    {
        var matrices = from rows in Gen.Choose(1, 6)
                       from columns in Gen.Choose(1, 6)
                       from costs in Gen.Choose(-4, 4).Select(cost => cost / 4.0).Array2DOf(rows, columns)
                       select costs;
        FsCheck.Check.One(FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(matrices.ToArbitrary(), costs =>
        {
            var pairs = Assignment.Solve(costs).Index().Where(pair => pair.Item >= 0).ToList();
            Assert.Equal(Math.Min(costs.GetLength(0), costs.GetLength(1)), pairs.DistinctBy(pair => pair.Item).Count());
            Assert.Equal(Cheapest(costs, 0, []), pairs.Sum(pair => costs[pair.Index, pair.Item]), precision: 9);
        }));
    }

    /// <summary>Smallest sum of a full assignment of the rows from one on, by trying all.</summary>
    private static double Cheapest(double[,] costs, int row, HashSet<int> taken)
    {
        if (row == costs.GetLength(0) || taken.Count == costs.GetLength(1))
        {
            return 0;
        }

        var rest = Enumerable.Range(0, costs.GetLength(1)).Where(column => !taken.Contains(column))
            .Min(column => costs[row, column] + Cheapest(costs, row + 1, [.. taken, column]));
        return costs.GetLength(0) - row > costs.GetLength(1) - taken.Count ? Math.Min(rest, Cheapest(costs, row + 1, taken)) : rest;
    }
}
