using FsCheck;
using FsCheck.Fluent;
using Glip.Core;

namespace Glip.Tracking.Tests;

public class PolygonsTests
{
    private static readonly Zone s_square = Zone((0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75));

    // Like a U.
    private static readonly Zone s_bay = Zone((0, 0), (0.25, 0), (0.25, 0.5), (0.75, 0.5), (0.75, 0), (1, 0), (1, 1), (0, 1));

    [Theory]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0.25, 0.5, true)]
    [InlineData(0.75, 0.5, true)]
    [InlineData(0.5, 0.25, true)]
    [InlineData(0.5, 0.75, true)]
    [InlineData(0.25, 0.25, true)]
    [InlineData(0.75, 0.75, true)]
    [InlineData(0.2499999999, 0.5, false)]
    [InlineData(0.5, 0.7500000001, false)]
    [InlineData(0.9, 0.75, false)]
    [InlineData(0.1, 0.25, false)]
    public void Contains_Square_HasItsEdges(double x, double y, bool inside) => Assert.Equal(inside, s_square.Contains(new(x, y)));

    [Theory]
    [InlineData(0.1, 0.1, true)]
    [InlineData(0.5, 0.1, false)]
    [InlineData(0.9, 0.1, true)]
    [InlineData(0.5, 0.5, true)]
    [InlineData(0.5, 0.75, true)]
    [InlineData(0.1, 0.5, true)]
    public void Contains_Bay_IsNotInItsMouth(double x, double y, bool inside) => Assert.Equal(inside, s_bay.Contains(new(x, y)));

    [Fact]
    public void Contains_AnyTriangle_AgreesWithTheSidesOfItsEdges() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Gen.Choose(0, 8).Select(part => part / 8.0).ArrayOf(8).ToArbitrary(), c =>
        {
            var (a, b, d, p) = (new ImagePoint(c[0], c[1]), new ImagePoint(c[2], c[3]), new ImagePoint(c[4], c[5]), new ImagePoint(c[6], c[7]));
            var around = Math.Sign(Side(a, b, d));
            int[] sides = [around * Math.Sign(Side(a, b, p)), around * Math.Sign(Side(b, d, p)), around * Math.Sign(Side(d, a, p))];
            return around == 0 || new Zone("z", [a, b, d]).Contains(p) == sides.All(side => side >= 0);
        }));

    private static double Side(ImagePoint a, ImagePoint b, ImagePoint p) => ((b.X - a.X) * (p.Y - a.Y)) - ((b.Y - a.Y) * (p.X - a.X));

    private static Zone Zone(params (double X, double Y)[] points) => new("z", [.. points.Select(p => new ImagePoint(p.X, p.Y))]);
}
