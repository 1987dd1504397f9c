using Glip.Host;

namespace Glip.EndToEnd.Tests;

public sealed class StreamSequenceTests
{
    private static readonly Guid s_a = new('a'.ToString().PadRight(32, '0'));
    private static readonly Guid s_b = new('b'.ToString().PadRight(32, '0'));

    private readonly StreamSequence _sequence = new();

    [Fact]
    public void Take_First_KnowsNoGap() => Assert.Equal(new(SequenceOrder.Forward, 500, 3, 0), _sequence.Take(s_a, 500, 3));

    [Theory]
    [InlineData(11, 0, 0)]
    [InlineData(15, 4, 0)]
    [InlineData(15, 9, 0)]
    [InlineData(15, 2, 2)]
    [InlineData(long.MaxValue, 0, long.MaxValue - 11)]
    public void Take_Higher_CountsWhatNeverCame(long seq, long skipped, long lost)
    {
        _sequence.Take(s_a, 10, 0);

        Assert.Equal(new(SequenceOrder.Forward, seq, skipped, lost), _sequence.Take(s_a, seq, skipped));
    }

    [Fact]
    public void Take_RepeatsOfSeveral_AreNoGap()
    {
        long[] numbers = [10, 11, 12, 11, 12, 13];

        var orders = numbers.Select(seq => _sequence.Take(s_a, seq, 0)).ToList();

        Assert.Equal([SequenceOrder.Forward, SequenceOrder.Forward, SequenceOrder.Forward, SequenceOrder.Repeat, SequenceOrder.Repeat, SequenceOrder.Forward], orders.Select(each => each.Order));
        Assert.All(orders, each => Assert.Equal(0, each.Lost));
    }

    [Fact]
    public void Take_SmallerOfAKnownEvent_CameLate()
    {
        _sequence.Take(s_a, 10, 0);
        _sequence.Take(s_a, 12, 0);

        Assert.Equal(SequenceOrder.Late, _sequence.Take(s_a, 11, 0).Order);
        Assert.Equal(0, _sequence.Take(s_a, 13, 0).Lost);
    }

    [Fact]
    public void Take_SmallerOfAnUnknownEvent_BeginsAnew()
    {
        _sequence.Take(s_a, 10, 0);

        Assert.Equal(new(SequenceOrder.Anew, 1, 0, 0), _sequence.Take(s_b, 1, 0));
        Assert.Equal(1, _sequence.Take(s_b, 3, 0).Lost);
    }

    [Fact]
    public void Take_RepeatsBeforeTheFirstSeen_EndWithoutAGap()
    {
        _sequence.Take(s_a, 15, 0);
        _sequence.Take(s_b, 14, 0); // sent before, not seen before: taken for a new numbering
        _sequence.Take(s_a, 15, 0);

        Assert.Equal(new(SequenceOrder.Forward, 16, 0, 0), _sequence.Take(s_a, 16, 0));
    }

    [Fact]
    public void Take_LongAgo_IsForgotten()
    {
        for (var seq = 1; seq <= 1001; seq++)
        {
            _sequence.Take(seq == 1 ? s_b : s_a, seq, 0);
        }

        Assert.Equal(SequenceOrder.Repeat, _sequence.Take(s_a, 2, 0).Order);
        Assert.Equal(SequenceOrder.Anew, _sequence.Take(s_b, 1, 0).Order);
    }
}
