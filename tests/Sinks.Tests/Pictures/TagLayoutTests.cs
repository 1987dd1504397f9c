using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class TagLayoutTests
{
    private static readonly ImageSize s_picture = new(200, 100);

    [Fact]
    public void Place_RoomAbove_StandsOnTheBox() =>
        Assert.Equal(new BoundingBox(50, 30, 90, 40), new TagLayout(s_picture).Place(new(50, 40, 80, 90), 40, 10));

    [Fact]
    public void Place_BoxAtTopEdge_GoesInside() =>
        Assert.Equal(new BoundingBox(50, 0, 90, 10), new TagLayout(s_picture).Place(new(50, 2, 80, 90), 40, 10));

    [Fact]
    public void Place_BoxAtRightEdge_IsShiftedLeft() =>
        Assert.Equal(new BoundingBox(160, 30, 200, 40), new TagLayout(s_picture).Place(new(190, 40, 200, 90), 40, 10));

    [Fact]
    public void Place_SamePlaceTwice_TakesAnother()
    {
        var layout = new TagLayout(s_picture);
        var first = layout.Place(new(50, 40, 80, 90), 40, 10);
        var second = layout.Place(new(52, 40, 80, 90), 40, 10);

        Assert.Equal(new BoundingBox(52, 40, 92, 50), second); // inside, at the top
        Assert.False(first.Intersect(second) is { Width: > 0, Height: > 0 });
    }

    [Fact]
    public void Place_AnyNumberOfTags_StayInThePicture()
    {
        var layout = new TagLayout(s_picture);
        foreach (var place in Enumerable.Range(0, 50).Select(i => layout.Place(new(-30 + (5 * i), -20 + (3 * i), i * 5, i * 3), 60, 12)))
        {
            Assert.True(place is { Left: >= 0, Top: >= 0, Right: <= 200, Bottom: <= 100 }, place.ToString());
        }
    }
}
