using FsCheck;
using FsCheck.Fluent;

namespace Glip.Conversion.Reference.Tests;

public class WindowGridTests
{
    /// <summary>1 2 3 4, 5 6 7 8, 9 10 11 12; padded to 4 x 4.</summary>
    private static readonly Matrix s_map = new(12, 1, [.. Enumerable.Range(1, 12).Select(i => (float)i)]);

    [Fact]
    public void Partition_WithoutShift_PadsRightAndBelow() =>
        Assert.Equal([1, 2, 5, 6, 3, 4, 7, 8, 9, 10, 0, 0, 11, 12, 0, 0], new WindowGrid(3, 4, side: 2, shift: 0).Partition(s_map).Values);

    [Fact]
    public void Partition_Shifted_RollsUpAndLeft() =>
        Assert.Equal([6, 7, 10, 11, 8, 5, 12, 9, 0, 0, 2, 3, 0, 0, 4, 1], new WindowGrid(3, 4, side: 2, shift: 1).Partition(s_map).Values);

    [Fact]
    public void AreNeighbours_Shifted_OnlyWhereTheMapWasWhole()
    {
        var windows = new WindowGrid(3, 4, side: 2, shift: 1);

        bool[] Of(int window) => [.. Enumerable.Range(0, 4).Select(token => windows.AreNeighbours(window, 0, token))];
        Assert.Equal([true, true, true, true], Of(0));
        Assert.Equal([true, false, true, false], Of(1));
        Assert.Equal([true, true, false, false], Of(2));
        Assert.Equal([true, false, false, false], Of(3));
    }

    [Fact]
    public void AreNeighbours_WithoutShift_Always() => Assert.True(new WindowGrid(3, 4, side: 2, shift: 0).AreNeighbours(3, 0, 3));

    [Fact]
    public void Merge_AnyPartition_GivesTheMapBack()
    {
        var grids = from height in Gen.Choose(1, 9)
                    from width in Gen.Choose(1, 9)
                    from side in Gen.Choose(1, 5)
                    from shift in Gen.Choose(0, side - 1)
                    select (height, width, side, shift);

        Prop.ForAll(grids.ToArbitrary(), size =>
        {
            var map = new Matrix(size.height * size.width, 1, [.. Enumerable.Range(1, size.height * size.width).Select(i => (float)i)]);
            var windows = new WindowGrid(size.height, size.width, size.side, size.shift);
            Assert.Equal(map.Values, windows.Merge(windows.Partition(map)).Values);
        }).QuickCheckThrowOnFailure();
    }
}
