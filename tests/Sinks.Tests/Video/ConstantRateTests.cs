namespace Glip.Sinks.Tests;

public sealed class ConstantRateTests
{
    [Fact]
    public void SlotOf_TimesRoundedToMilliseconds_GivesEachFrameItsSlot()
    {
        var rate = new ConstantRate(30000 / 1001.0);

        Assert.Equal(Enumerable.Range(0, 5000).Select(n => (long)n), Enumerable.Range(0, 5000).Select(n => rate.SlotOf(Math.Round(n * 1.001 / 30, 3))));
    }

    [Fact]
    public void SlotOf_AnyStart_BeginsAtZero() => Assert.Equal([0, 1, 2], Slots(5.0, 5.1, 5.2));

    [Fact]
    public void SlotOf_UnevenTimes_LeavesAndSharesSlots() =>
        Assert.Equal([0, 1, 1, 9], Slots(0, 0.1, 0.14, 0.94)); // 0.14 s is nearest to slot 1, as 0.1 is; 0.94 s to slot 9

    [Fact]
    public void SlotOf_ClockThatJumpsOrIsUnknown_GoesOnByOneSlot() =>
        Assert.Equal([0, 1, 2, 3, 4, 5], Slots(0, 0.1, 90000, 90000.1, null, 3));

    private static List<long> Slots(params double?[] times)
    {
        var rate = new ConstantRate(10);
        return [.. times.Select(rate.SlotOf)];
    }
}
