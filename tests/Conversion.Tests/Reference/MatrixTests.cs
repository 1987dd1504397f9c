using FsCheck;
using FsCheck.Fluent;

namespace Glip.Conversion.Reference.Tests;

public class MatrixTests
{
    private static readonly Matrix s_matrix = new(2, 3, [1, 2, 3, 4, 5, 6]);

    [Fact]
    public void Times_ByHand() => Assert.Equal([22, 28, 49, 64], s_matrix.Times(new(3, 2, [1, 2, 3, 4, 5, 6])).Values);

    [Fact]
    public void Slices_Join_GiveTheMatrixBack() =>
        Assert.Equal(s_matrix.Values, Matrix.Join([s_matrix.SliceColumns(0, 1), s_matrix.SliceColumns(1, 2)]).Values);

    [Fact]
    public void Slices_Stack_GiveTheMatrixBack() => Assert.Equal(s_matrix.Values, Matrix.Stack([s_matrix.SliceRows(0, 1), s_matrix.SliceRows(1, 1)]).Values);

    [Fact]
    public void OtherSizes_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new Matrix(2, 3, new float[5]));
        Assert.Throws<ArgumentException>(() => s_matrix.TimesTransposed(new(1, 2)));
        Assert.Throws<ArgumentException>(() => s_matrix + new Matrix(1, 3));
    }

    [Fact]
    public void TimesTransposed_AnySize_AgreesWithTheDefinition()
    {
        // Up to 90 in each direction, so that some products are shared between threads.
        var sizes = from rows in Gen.Choose(1, 90)
                    from inner in Gen.Choose(1, 90)
                    from columns in Gen.Choose(1, 90)
                    select (rows, inner, columns);

        Prop.ForAll(sizes.ToArbitrary(), size =>
        {
            var a = new Matrix(size.rows, size.inner, [.. Enumerable.Range(0, size.rows * size.inner).Select(i => i % 7f)]);
            var b = new Matrix(size.columns, size.inner, [.. Enumerable.Range(0, size.columns * size.inner).Select(i => i % 5f)]);
            var product = a.TimesTransposed(b);
            for (var row = 0; row < size.rows; row++)
            {
                for (var column = 0; column < size.columns; column++)
                {
                    var expected = Enumerable.Range(0, size.inner).Sum(i => a[row, i] * b[column, i]); // whole numbers: exact in any order
                    Assert.Equal(expected, product[row, column]);
                }
            }
        }).QuickCheckThrowOnFailure();
    }
}
