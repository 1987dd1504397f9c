using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class RepeatFilterTests
{
    private readonly SetClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly RepeatFilter _filter;

    public RepeatFilterTests() => _filter = new RepeatFilter(_clock);

    [Fact]
    public void Admits_AfterTheMinute_CountsAnew()
    {
        Assert.True(_filter.Admits("a", "slow", out _));
        Assert.False(_filter.Admits("a", "slow", out _));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_filter.Admits("a", "slow", out var first));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_filter.Admits("a", "slow", out var second));

        Assert.Equal((1, 0), (first, second));
    }

    [Fact]
    public void Admits_MoreThanItRemembers_ForgetsWhatIsOld()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _filter.Admits("a", $"old {i}", out _);
        }

        Assert.True(_filter.Admits("a", "new", out _));
        Assert.True(_filter.Admits("a", "new", out _)); // not remembered: all places are taken
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True(_filter.Admits("a", "new", out _));
        Assert.False(_filter.Admits("a", "new", out _));
    }
}
