using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class AreaMaskTests
{
    [Fact]
    public void Apply_Rectangle_PaintsItsPixelsBlack() => Assert.Equal(
        [
            "....",
            ".##.",
            ".##.",
            "....",
        ],
        Masked(new(4, 4), [(0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75)]));

    [Fact]
    public void Apply_SlantedSide_PaintsPixelsWhoseCentreIsInside() => Assert.Equal(
        [
            "#...",
            "##..",
            "###.",
            "####",
        ],
        Masked(new(4, 4), [(0, 0), (0.1, 0), (1, 0.9), (1, 1), (0, 1)]));

    [Fact]
    public void Apply_WholePicture_LeavesNothing() => Assert.All(Masked(new(7, 5), [(0, 0), (1, 0), (1, 1), (0, 1)]), line => Assert.Equal("#######", line));

    [Fact]
    public void Apply_PolygonThatCrossesItself_LeavesWhatIsInsideTwice() => Assert.Equal(
        ["####....", "####....", "....####", "....####"],
        Masked(new(8, 4), [(0, 0), (0.5, 0), (0.5, 1), (1, 1), (1, 0.5), (0, 0.5)]));

    [Fact]
    public void Apply_TwoPolygonsThatOverlap_PaintsBoth() => Assert.Equal(
        ["###.", "...."],
        Masked(new(4, 2), [(0, 0), (0.5, 0), (0.5, 0.5), (0, 0.5)], [(0.25, 0), (0.75, 0), (0.75, 0.5), (0.25, 0.5)]));

    [Fact]
    public void Apply_OtherSize_FollowsIt()
    {
        var mask = new AreaMask([[(0.5, 0), (1, 0), (1, 1), (0.5, 1)]]);

        Assert.Equal(["..##"], Masked(mask, new(4, 1)));
        Assert.Equal([".#", ".#"], Masked(mask, new(2, 2)));
        Assert.Equal(["..##"], Masked(mask, new(4, 1)));
    }

    [Fact]
    public void Apply_NoPolygons_LeavesThePicture() => Assert.Equal(["...."], Masked(new(4, 1)));

    /// <summary>Against the rule itself: an odd number of sides is crossed on the way from the centre to the left.</summary>
    [Fact]
    public void Apply_AnyPolygon_FollowsTheEvenOddRule() => Assert.All(Enumerable.Range(0, 200), seed =>
    {
        var random = new Random(seed);
        var size = new ImageSize(random.Next(1, 30), random.Next(1, 30));
        var polygon = Enumerable.Range(0, random.Next(3, 9)).Select(_ => (X: random.NextDouble(), Y: random.NextDouble())).ToList();

        var lines = Masked(size, polygon);

        for (var i = 0; i < size.Width * size.Height; i++)
        {
            var (x, y) = ((i % size.Width + 0.5) / size.Width, (i / size.Width + 0.5) / size.Height);
            var crossed = polygon.Zip(polygon.Skip(1).Append(polygon[0]))
                .Count(side => side.First.Y <= y != side.Second.Y <= y
                    && side.First.X + ((y - side.First.Y) / (side.Second.Y - side.First.Y) * (side.Second.X - side.First.X)) <= x);
            Assert.Equal(crossed % 2 == 1, lines[i / size.Width][i % size.Width] == '#');
        }
    });

    [Theory]
    [InlineData("mask 1 has 2 points; expected at least 3", 0.0, 0.0, 1.0, 1.0)]
    [InlineData("mask 1 has the point 1.2, 0.5; expected numbers from 0 to 1", 0.0, 0.0, 1.2, 0.5, 1.0, 1.0)]
    [InlineData("mask 1 has the point NaN, 0.5; expected numbers from 0 to 1", 0.0, 0.0, double.NaN, 0.5, 1.0, 1.0)]
    public void Constructor_BadPolygon_IsRefused(string message, params double[] coordinates)
    {
        var points = coordinates.Chunk(2).Select(pair => (pair[0], pair[1])).ToList();

        Assert.Equal(message, Assert.Throws<ConfigurationException>(() => new AreaMask([points])).Message);
    }

    [Fact]
    public void Constructor_SeveralProblems_TellsAll()
    {
        var exception = Assert.Throws<ConfigurationException>(() => new AreaMask([[(0, 0), (1, 0), (1, 1)], [(0, 0)], [(0, 0), (1, 0), (1, -1)]]));

        Assert.Equal(["mask 2 has 1 points; expected at least 3", "mask 3 has the point 1, -1; expected numbers from 0 to 1"], exception.Problems);
    }

    private static string[] Masked(ImageSize size, params IReadOnlyList<(double X, double Y)>[] polygons) => Masked(new AreaMask(polygons), size);

    private static string[] Masked(AreaMask mask, ImageSize size)
    {
        var (frame, _) = Frames.Of(Enumerable.Repeat((byte)9, size.RgbBytes).ToArray(), size);
        using (frame)
        {
            mask.Apply(frame);
            return [.. frame.Pixels.ToArray().Chunk(3).Select(Character).Chunk(size.Width).Select(row => new string(row))];
        }
    }

    private static char Character(byte[] pixel) => pixel switch
    {
        [9, 9, 9] => '.',
        [0, 0, 0] => '#',
        _ => '?',
    };
}
