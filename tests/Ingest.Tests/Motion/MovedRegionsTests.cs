namespace Glip.Ingest.Tests;

public sealed class MovedRegionsTests
{
    private readonly MovedRegions _regions = new(new(12, 8));

    [Fact]
    public void Strongest_Nothing_IsZero() => Assert.Equal(0, _regions.Strongest(new float[96]));

    [Fact]
    public void Strongest_TwoRegions_IsTheSumOfTheStronger() =>
        Assert.Equal(1 + 2 + 1.5f, _regions.Strongest(Moved((0, 0, 1), (1, 0, 2), (1, 1, 1.5f), (5, 5, 4))));

    [Fact]
    public void Strongest_CellsThatTouchAtACorner_AreTwoRegions() => Assert.Equal(2, _regions.Strongest(Moved((3, 3, 1), (4, 4, 2))));

    [Fact]
    public void Strongest_EndOfOneRowAndBeginningOfTheNext_AreTwoRegions() => Assert.Equal(2, _regions.Strongest(Moved((11, 3, 1), (0, 4, 2))));

    [Fact]
    public void Strongest_SameCellAgain_Grows()
    {
        var moved = Moved((3, 3, 1));

        Assert.Equal([1, 1.75f, 2.3125f], Enumerable.Range(0, 3).Select(_ => _regions.Strongest(moved)));
        for (var i = 0; i < 50; i++)
        {
            _regions.Strongest(moved);
        }

        Assert.Equal(4, _regions.Strongest(moved), 0.001); // 1 / (1 - 0.75)
    }

    [Theory]
    [InlineData(5, 5, 1.75)]
    [InlineData(6, 3, 1)] // too far to be the same thing
    public void Strongest_GoesOn_GrowsWhereItCouldHaveCome(int column, int row, double expected)
    {
        _regions.Strongest(Moved((3, 3, 1)));

        Assert.Equal(expected, _regions.Strongest(Moved((column, row, 1))));
    }

    [Fact]
    public void Strongest_AwayForAFrame_BeginsAnew()
    {
        _regions.Strongest(Moved((3, 3, 1)));
        _regions.Strongest(new float[96]);

        Assert.Equal(1, _regions.Strongest(Moved((3, 3, 1))));
    }

    [Fact]
    public void Forget_AfterALook_BeginsAnew()
    {
        _regions.Strongest(Moved((3, 3, 1)));
        _regions.Forget();

        Assert.Equal(1, _regions.Strongest(Moved((3, 3, 1))));
    }

    [Fact]
    public void Strongest_LargeRegion_LeavesABoundedPart()
    {
        var all = Enumerable.Repeat(4f, 96).ToArray();
        for (var i = 0; i < 20; i++)
        {
            Assert.InRange(_regions.Strongest(all), 96 * 4, (96 * 4) + 12);
        }
    }

    private static float[] Moved(params (int Column, int Row, float Change)[] cells)
    {
        var moved = new float[96];
        Array.ForEach(cells, cell => moved[(cell.Row * 12) + cell.Column] = cell.Change);
        return moved;
    }
}
