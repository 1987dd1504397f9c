using Glip.Testing;

namespace Glip.Inference.Tests;

public class SlidingRateTests
{
    private readonly SetClock _clock = new(DateTimeOffset.UnixEpoch);

    [Fact]
    public void PerSecond_FirstMoments_CountsOverAWholeSecond()
    {
        var rate = new SlidingRate(_clock);
        rate.Add();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        rate.Add();

        Assert.Equal(2, rate.PerSecond());
    }

    [Fact]
    public void PerSecond_LessThanTenSeconds_CountsOverTheTimeSinceTheStart()
    {
        var rate = new SlidingRate(_clock);
        Run(rate, 16, TimeSpan.FromSeconds(0.25));

        Assert.Equal(4, rate.PerSecond());
    }

    [Fact]
    public void PerSecond_AfterAChange_ForgetsInTenSeconds()
    {
        var rate = new SlidingRate(_clock);
        Run(rate, 100, TimeSpan.FromSeconds(0.2));
        Run(rate, 10, TimeSpan.FromSeconds(1));

        Assert.Equal(1, rate.PerSecond());
    }

    [Fact]
    public void PerSecond_AfterALongPause_IsNothing()
    {
        var rate = new SlidingRate(_clock);
        Run(rate, 100, TimeSpan.FromSeconds(0.2));
        _clock.Advance(TimeSpan.FromDays(10));

        Assert.Equal(0, rate.PerSecond());
    }

    private void Run(SlidingRate rate, int times, TimeSpan interval)
    {
        for (var i = 0; i < times; i++)
        {
            rate.Add();
            _clock.Advance(interval);
        }
    }
}
