namespace Glip.Sinks.Tests;

public sealed class TrackColoursTests
{
    [Fact]
    public void Of_SameId_IsTheSameColour() => Assert.Equal(TrackColours.Of(12), TrackColours.Of(12));

    [Fact]
    public void Of_HueZero_IsRed() => Assert.Equal(new Rgb(255, 38, 38), TrackColours.Of(0)); // 255 * (1 - 0.85) = 38.25

    [Fact]
    public void Of_EightNeighbouringIds_LookDifferent()
    {
        for (var id = 1; id < 200; id++)
        {
            for (var other = id + 1; other < id + 8; other++)
            {
                Assert.InRange(TestPicture.Distance(TrackColours.Of(id), TrackColours.Of(other)), 40, 765);
            }
        }
    }

    [Fact]
    public void Of_GreatestId_IsAColour() => Assert.NotEqual(default, TrackColours.Of(int.MaxValue));
}
