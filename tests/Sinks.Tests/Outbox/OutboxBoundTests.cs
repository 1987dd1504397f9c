using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>What goes first when there is too much, and when it is too old. Numbers in names: seq, then skipped.</summary>
public sealed class OutboxBoundTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private TimeSpan _expiry = TimeSpan.FromHours(24);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Bound_TooMuch_TakesUpdatesThenZonesAndLinesThenWholeEvents()
    {
        (EventType Type, int Event)[] life =
        [
            (EventType.Start, 1), (EventType.ZoneEnter, 1), (EventType.Update, 1), (EventType.End, 1), // 1 to 4
            (EventType.Start, 2), (EventType.LineCross, 2), (EventType.Update, 2), (EventType.End, 2), // 5 to 8
            (EventType.Start, 3), (EventType.Dwell, 3), // 9, 10: open
        ];

        Assert.Equal(["1", "2", "4 (1)", "5", "6", "7", "8", "9", "10"], await LeftOfAsync(life, rows: 9.5));
        Assert.Equal(["1", "2", "4 (1)", "5", "6", "8 (1)", "9", "10"], await LeftOfAsync(life, rows: 8.5));
        Assert.Equal(["1", "4 (2)", "5", "6", "8 (1)", "9", "10"], await LeftOfAsync(life, rows: 7.5));
        Assert.Equal(["1", "4 (2)", "5", "8 (2)", "9"], await LeftOfAsync(life, rows: 5.5)); // and then 10
        Assert.Equal(["5 (4)", "8 (2)", "9"], await LeftOfAsync(life, rows: 4.5));
        Assert.Equal(["9 (8)"], await LeftOfAsync(life, rows: 2.5));
        Assert.Equal(["9 (8)"], await LeftOfAsync(life, rows: 0.1)); // the start of an open event stays
    }

    [Fact]
    public async Task Bound_StartWasDelivered_ItsEndStays()
    {
        await using var outbox = Open(0);
        await outbox.EnqueueAsync(EventType.Start, 1);
        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            delivery.Acknowledge((await delivery.TakeAsync(default)).Position);
        }

        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.End, 1)]);

        Assert.Equal(["3 (1)"], await LeftAsync(outbox));
    }

    [Fact]
    public async Task Bound_StartMayHaveBeenDelivered_EventStays()
    {
        await using var outbox = Open(0);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1)]);
        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            await delivery.TakeAsync(default);
        }

        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.End, 1)]);

        Assert.Equal(["1", "3 (1)"], await LeftAsync(outbox));
    }

    [Fact]
    public async Task Bound_AllIsDiscarded_TheNextMessageTells()
    {
        await using var outbox = Open(1);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.End, 1)]);
        Assert.Equal(0, outbox.Totals(OutboxSamples.Receiver).Rows);

        await outbox.EnqueueAsync(EventType.Start, 2);

        Assert.Equal(["4 (3)"], await LeftAsync(outbox));
        Assert.Equal(3, outbox.Dropped(OutboxSamples.Receiver, "gate"));
    }

    [Fact]
    public async Task Bound_SeveralStreams_TellEachTheirOwn()
    {
        await using var outbox = Open(1);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2, "yard"), OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.Update, 2, "yard")]);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.ZoneEnter, 2, "yard"), OutboxSamples.Message(EventType.End, 2, "yard"), OutboxSamples.Message(EventType.Start, 3, "yard")]);

        Assert.Equal(["gate 1", "yard 5 (4)"], (await outbox.DrainAsync()).Select(message => $"{message.Stream} {Name(message)}"));
    }

    [Fact]
    public async Task Expiry_EventEndedLongAgo_GoesWholeOrLeavesTheEndOfADeliveredStart()
    {
        await using var outbox = Open(1e9);
        await outbox.EnqueueAsync(EventType.Start, 1);
        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            delivery.Acknowledge((await delivery.TakeAsync(default)).Position);
        }

        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.Start, 2), OutboxSamples.Message(EventType.Start, 3), OutboxSamples.Message(EventType.End, 1), OutboxSamples.Message(EventType.End, 2)]);
        _clock.Advance(_expiry + TimeSpan.FromMinutes(2));
        await outbox.SettledAsync();
        Assert.Equal(2, outbox.Totals(OutboxSamples.Receiver).Rows);

        var left = await outbox.DrainAsync();
        Assert.Equal(["4 (2)", "5"], left.Select(Name)); // the start of an open event, the end of a delivered start
        Assert.All(left, message => Assert.Null(message.ExpiresIn(_clock.GetUtcNow())));
        Assert.Equal(3, outbox.Dropped(OutboxSamples.Receiver, "gate"));
    }

    [Fact]
    public async Task Expiry_None_KeepsAll()
    {
        _expiry = TimeSpan.Zero;
        await using var outbox = Open(1e9);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.End, 1)]);
        _clock.Advance(TimeSpan.FromDays(30));

        var left = await outbox.DrainAsync();

        Assert.Equal(2, left.Count);
        Assert.Null(left[0].ExpiresIn(Samples.Now));
    }

    [Fact]
    public async Task ExpiresIn_MessageThatWaited_IsTheRest()
    {
        await using var outbox = Open(1e9);
        await outbox.EnqueueAsync(EventType.Start, 1);

        var left = await outbox.DrainAsync();

        Assert.Equal(TimeSpan.FromHours(23), left[0].ExpiresIn(Samples.Now.AddHours(1)));
    }

    private static string Name(OutboxMessage message) => message.Skipped == 0 ? $"{message.Seq}" : $"{message.Seq} ({message.Skipped})";

    private static async Task<IEnumerable<string>> LeftAsync(Outbox outbox) => (await outbox.DrainAsync()).Select(Name);

    /// <summary>What is left when there is room for some rows of mean length.</summary>
    private async Task<IEnumerable<string>> LeftOfAsync((EventType Type, int Event)[] life, double rows)
    {
        var bytes = life.Average(each => EventJson.Write(OutboxSamples.Message(each.Type, each.Event), Samples.Now, "glip/gate/phrase/person/snapshot").Length);
        await using var outbox = Open(rows * bytes, $"{rows}.db");
        await outbox.EnqueueAsync([.. life.Select(each => OutboxSamples.Message(each.Type, each.Event))]);
        return await LeftAsync(outbox);
    }

    private Outbox Open(double maxBytes, string name = "outbox.db") =>
        Outbox.Open(new() { Path = _folder.File(name), Receivers = [OutboxSamples.Mqtt with { MaxBytes = (long)maxBytes, Expiry = _expiry }] }, _clock, warning => Assert.Fail(warning));
}
