using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class CaptureClockTests
{
    private static readonly DateTimeOffset s_start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly SetClock _time = new(s_start);
    private readonly List<TimeSpan> _told = [];
    private readonly CaptureClock _clock;

    public CaptureClockTests() => _clock = new CaptureClock(_time, _told.Add);

    [Fact]
    public void Next_TimesInTheStream_AreTiedToTheFirstArrival()
    {
        Assert.Equal(Capture(0, 0, CaptureOrigin.Pts), Next(0, pts: 5000));
        Assert.Equal(Capture(100, 100, CaptureOrigin.Pts), Next(180, pts: 5100)); // came late
        Assert.Equal(Capture(200, 190, CaptureOrigin.Pts), Next(10, pts: 5200)); // nothing is captured after it came
    }

    [Fact]
    public void Next_WithoutTimes_TakesArrival()
    {
        Assert.Equal(Capture(0, 0, CaptureOrigin.Arrival), Next(0, pts: null));
        Assert.Equal(Capture(180, 180, CaptureOrigin.Arrival), Next(180, pts: null));
    }

    [Theory]
    [InlineData(-90_000)]
    [InlineData(90_000)]
    [InlineData(-2_100)]
    public void Next_TimesJump_AreTiedAnew(int jump)
    {
        Next(0, pts: 0);
        Next(100, pts: 100);

        Assert.Equal(Capture(200, 200, CaptureOrigin.Pts), Next(100, pts: 200 + jump));
        Assert.Equal(Capture(300, 300, CaptureOrigin.Pts), Next(100, pts: 300 + jump));
    }

    [Fact]
    public void Next_TimesRunBackwardsALittle_RiseAllTheSame()
    {
        Next(0, pts: 0);
        Next(1000, pts: 1000);

        Assert.Equal(Capture(1001, 1001, CaptureOrigin.Pts), Next(10, pts: 500));
        Assert.Equal(Capture(1010, 1010, CaptureOrigin.Pts), Next(10, pts: 1010));
    }

    [Fact]
    public void Next_AfterReconnect_GoesOnWithTheTimeThatPassed()
    {
        Next(0, pts: 0);
        _clock.Reconnect();

        Assert.Equal(Capture(7000, 7000, CaptureOrigin.Pts), Next(7000, pts: 100));
        Assert.Equal(Capture(7100, 7100, CaptureOrigin.Pts), Next(100, pts: 200));
    }

    [Fact]
    public void Next_CameraClockKnown_TakesItAndNeverRunsBack()
    {
        Next(0, pts: 0);
        var zero = s_start - Ms(300);

        Assert.Equal(Capture(100, 1, CaptureOrigin.Ntp), Next(100, pts: 100, zero)); // would be -200
        Assert.Equal(Capture(400, 100, CaptureOrigin.Ntp), Next(300, pts: 400, zero));
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData(10_001)]
    [InlineData(-10_001)]
    public void Next_CameraClockWrong_IsNotTakenAndToldOnce(int error)
    {
        Next(0, pts: 0, s_start + Ms(error));

        Assert.Equal(Capture(100, 100, CaptureOrigin.Pts), Next(100, pts: 100, s_start + Ms(error)));
        Assert.Equal([Ms(error)], _told);
    }

    [Fact]
    public void Next_ClockOfThisMachineIsSetBack_FollowsIt()
    {
        Next(0, pts: 0);
        var later = new Arrival(s_start - TimeSpan.FromHours(1) + Ms(100), _time.GetTimestamp() + Ms(100).Ticks);

        Assert.Equal(Capture(100, -3_600_000 + 100, CaptureOrigin.Pts), _clock.Next(Ms(100), later, null));
    }

    private static CaptureTime Capture(int pts, int at, CaptureOrigin origin) => new(Ms(pts), s_start + Ms(at), origin);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private CaptureTime Next(int passed, int? pts, DateTimeOffset? cameraZero = null)
    {
        _time.Advance(Ms(passed));
        return _clock.Next(pts is { } known ? Ms(known) : null, Arrival.Now(_time), cameraZero);
    }
}
