namespace Glip.Tracking.Tests;

public class FrameClockTests
{
    [Fact]
    public void Advance_TimeGoesBack_CountsAsNoTime()
    {
        var clock = new FrameClock();
        double[] times = [100, 101, 50, 50.5, 50.5];

        Assert.Equal([0, 1, 0, 0.5, 0], times.Select(time => clock.Advance(Sample.At(time)).TotalSeconds));
        Assert.Equal(1.5, clock.Now.TotalSeconds);
    }
}
