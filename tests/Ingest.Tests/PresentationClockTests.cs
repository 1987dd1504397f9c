namespace Glip.Ingest.Tests;

public sealed class PresentationClockTests
{
    [Fact]
    public void Next_FirstFrameWhereTheFileSays_CountsFromZero() =>
        Assert.Equal([0, 40], Times(new PresentationClock(Ms(480), 25), 480, 520));

    [Fact]
    public void Next_BeginningLost_KeepsTrueTimes() =>
        Assert.Equal([2000, 2040], Times(new PresentationClock(Ms(100), 25), 2100, 2140));

    [Fact]
    public void Next_FramesBeforeTheStatedStart_CountsFromTheFirst() =>
        Assert.Equal([0, 40], Times(new PresentationClock(Ms(500), 25), 0, 40));

    [Fact]
    public void Next_StartUnknown_CountsFromTheFirst() =>
        Assert.Equal([0, 40], Times(new PresentationClock(null, 25), 700, 740));

    [Fact]
    public void Next_TimesDoNotRise_RisesByOneMillisecond() =>
        Assert.Equal([0, 40, 41, 42, 80], Times(new PresentationClock(Ms(0), 25), 0, 40, 40, 10, 80));

    [Fact]
    public void Next_TimesMissing_AddsTheUsualInterval() =>
        Assert.Equal([0, 100, 200, 250], Times(new PresentationClock(Ms(0), 10), null, null, null, 250));

    [Fact]
    public void FromOrigin_NoFrameYet_IsUnknown() => Assert.Null(new PresentationClock(Ms(0), 25).FromOrigin(Ms(10)));

    private static IEnumerable<double> Times(PresentationClock clock, params int?[] milliseconds) =>
        milliseconds.Select(time => clock.Next(time is { } known ? Ms(known) : null).TotalMilliseconds);

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
