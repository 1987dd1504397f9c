namespace Glip.Tracking.Tests;

public class RestingPlaceTests
{
    private readonly RestingPlace _place = new();

    [Fact]
    public void Observe_StaysLongEnough_IsStationary()
    {
        Assert.False(StationaryAt(0, 100));
        Assert.False(StationaryAt(9.9, 100));
        Assert.True(StationaryAt(10, 100));
    }

    [Fact]
    public void Observe_SwaysWithinAQuarterHeight_IsStationary()
    {
        StationaryAt(0, 100);
        StationaryAt(5, 124);
        Assert.True(StationaryAt(10, 80));
    }

    [Fact]
    public void Observe_TakesAStep_BeginsAnew()
    {
        StationaryAt(0, 100);
        StationaryAt(5, 126);
        Assert.False(StationaryAt(10, 126));
        Assert.True(StationaryAt(15, 126));
        Assert.False(StationaryAt(16, 180));
    }

    private bool StationaryAt(double seconds, float x)
    {
        _place.Observe(TimeSpan.FromSeconds(seconds), (x, 300), height: 100, TimeSpan.FromSeconds(10));
        return _place.Stationary;
    }
}
