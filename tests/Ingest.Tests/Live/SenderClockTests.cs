namespace Glip.Ingest.Tests;

public sealed class SenderClockTests
{
    private static readonly DateTimeOffset s_zero = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    private readonly SenderClock _clock = new();

    [Fact]
    public void Zero_ThreePairsAgree_IsKnown()
    {
        Take(0, 0);
        Take(100, 101);
        Assert.Null(_clock.Zero);
        Take(200, 199);
        Assert.Equal(s_zero.AddMilliseconds(1), _clock.Zero);
    }

    [Fact]
    public void Zero_PairsOfArrivalTimes_IsUnknown()
    {
        int[] jitter = [0, 7, 2, 9, 1, 12, 4];
        for (var i = 0; i < jitter.Length; i++)
        {
            Take(i * 100, (i * 100) + jitter[i]);
        }

        Assert.Null(_clock.Zero);
    }

    [Fact]
    public void Zero_PairsSkippedInBetween_StartsAnew()
    {
        Take(0, 0);
        Take(100, 100);
        _clock.Skip();
        Take(300, 300);
        Assert.Null(_clock.Zero);
    }

    [Fact]
    public void Zero_NextReportDiffers_FollowsIt()
    {
        int[] offsets = [0, 0, 0, 30, 30];
        for (var i = 0; i < offsets.Length; i++)
        {
            Take(i * 100, (i * 100) + offsets[i]);
        }

        Assert.Equal(s_zero, _clock.Zero);
        Take(500, 530);
        Assert.Equal(s_zero.AddMilliseconds(30), _clock.Zero);
    }

    private void Take(int inStream, int timeOfDay) => _clock.Take(s_zero.AddMilliseconds(timeOfDay), TimeSpan.FromMilliseconds(inStream));
}
