using System.Collections.Immutable;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>One file for several receivers, for one, and for none. Numbers in names: seq, then skipped.</summary>
public sealed class OutboxReceiversTests : IDisposable
{
    private static readonly OutboxReceiver s_webhook = new("webhook");

    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnqueueAsync_SeveralReceivers_EachGetsItsOwnMessage()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook);
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1)]);
        Assert.Equal((2, 2), (outbox.Pending("mqtt", "gate"), outbox.Pending("webhook", "gate")));

        var mqtt = await outbox.DrainAsync("mqtt");
        Assert.Equal((0, 2), (outbox.Totals("mqtt").Rows, outbox.Totals("webhook").Rows));
        var webhook = await outbox.DrainAsync("webhook");

        Assert.Equal(["1", "2"], mqtt.Select(Name));
        Assert.Equal(["1", "2"], webhook.Select(Name));
        Assert.Equal(("glip/gate/events", "", "webhook"), (mqtt[0].Topic, webhook[0].Topic, webhook[0].Receiver));
        Assert.Equal(("glip/gate/phrase/person/snapshot", null), (mqtt[0].Json().GetProperty("snapshot_topic").GetString(), webhook[0].Json().GetProperty("snapshot_topic").GetString()));
        Assert.Equal((EventType.Update, 2L, "gate"), (webhook[1].Event.Type, webhook[1].Event.Seq, webhook[1].Event.Stream.StreamId));
    }

    [Fact]
    public async Task Deliver_OneReceiver_LeavesTheDeliveryOfAnother()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook);
        using var mqtt = outbox.Deliver("mqtt");
        using var webhook = outbox.Deliver("webhook");
        using var again = outbox.Deliver("webhook");
        await outbox.EnqueueAsync(EventType.Start, 1);

        Assert.Equal(1, (await mqtt.TakeAsync(default)).Seq);
        Assert.Equal(1, (await again.TakeAsync(default)).Seq);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => webhook.TakeAsync(default).AsTask());
    }

    [Fact]
    public async Task Fit_OneReceiverIsAwayAndFull_TheOtherLosesNothingAndGetsAll()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook with { MaxBytes = 1 });
        using var delivery = outbox.Deliver("mqtt");
        await outbox.EnqueueAsync(EventType.Start, 1);
        for (var i = 0; i < 400; i++) // more than is read ahead
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
            delivery.Acknowledge((await delivery.TakeAsync(default)).Position);
        }

        Assert.Equal((0, 400), (outbox.Dropped("mqtt", "gate"), outbox.Dropped("webhook", "gate")));
        await outbox.EnqueueAsync(EventType.End, 1);
        Assert.Equal(401, (await delivery.TakeAsync(default)).Seq);
        Assert.Equal(402, (await delivery.TakeAsync(default)).Seq);
        await outbox.EnqueueAsync(EventType.Start, 2);
        Assert.Equal(["403 (402)"], (await outbox.DrainAsync("webhook")).Select(Name));
    }

    [Fact]
    public async Task SetAside_ByOneReceiver_IsSkippedForThatOneOnly()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook);
        await outbox.EnqueueAsync(EventType.Start, 1);
        using (var delivery = outbox.Deliver("webhook"))
        {
            delivery.SetAside((await delivery.TakeAsync(default)).Position, "refused");
        }

        await outbox.EnqueueAsync(EventType.End, 1);

        Assert.Equal(["1", "2"], (await outbox.DrainAsync("mqtt")).Select(Name));
        Assert.Equal(["2 (1)"], (await outbox.DrainAsync("webhook")).Select(Name));
        Assert.Equal((0, 1), (outbox.Dropped("mqtt", "gate"), outbox.Dropped("webhook", "gate")));
    }

    [Fact]
    public async Task Expiry_OfOneReceiver_LeavesTheOther()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook with { Expiry = TimeSpan.FromMinutes(5) });
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.End, 1)]);
        _clock.Advance(TimeSpan.FromMinutes(6));
        await outbox.SettledAsync();

        Assert.Equal((2, 0), (outbox.Totals("mqtt").Rows, outbox.Totals("webhook").Rows));
    }

    [Fact]
    public async Task EnqueueAsync_NoReceiver_NumbersAndRemembersOpenEvents()
    {
        await using (var before = Open())
        {
            Assert.Equal([1, 2], (await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1)])).Select(each => each.Seq));
        }

        await using var after = Open();

        var end = Assert.Single(after.Interrupted);
        Assert.Equal((3L, EventType.End, EndReason.Interrupted, 1), (end.Seq, end.Type, end.EndReason!.Value, end.TrackId));
        Assert.Equal(4, (await after.EnqueueAsync(EventType.Start, 2)).Seq);
    }

    [Fact]
    public async Task Open_SeveralEventsLeftOpen_EveryReceiverGetsTheEndsAlsoANewOne()
    {
        await using (var before = Open(OutboxSamples.Mqtt))
        {
            await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2)]);
            await before.DrainAsync();
        }

        await using var after = Open(OutboxSamples.Mqtt, s_webhook);

        Assert.Equal([3, 4], after.Interrupted.Select(end => end.Seq));
        Assert.Equal(["3", "4"], (await after.DrainAsync("mqtt")).Select(Name));
        Assert.Equal(["3", "4"], (await after.DrainAsync("webhook")).Select(Name));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Open_ReceiverThatWent_ItsRowsAreDeletedAndTold()
    {
        await using (var before = Open(OutboxSamples.Mqtt, s_webhook))
        {
            await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.End, 1)]);
        }

        await using (var without = Open(OutboxSamples.Mqtt))
        {
            Assert.Contains("held 3 messages for 'webhook', which is not configured any more; they were deleted", Assert.Single(_warnings), StringComparison.Ordinal);
            Assert.Equal(3, without.Totals("mqtt").Rows);
        }

        await using var after = Open(OutboxSamples.Mqtt, s_webhook);
        Assert.Equal((3, 0), (after.Totals("mqtt").Rows, after.Totals("webhook").Rows));
        await after.EnqueueAsync(EventType.Start, 2);
        Assert.Equal(["4"], (await after.DrainAsync("webhook")).Select(Name)); // a new one that just begins
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task EnqueueAsync_Files_KeepTheirNumbersInEveryRunAndAreNotEndedForThem()
    {
        await using (var before = Open(OutboxSamples.Mqtt with { MaxBytes = 6000 }))
        {
            var run = Enumerable.Range(1, 3).Select(seq => InFile(seq)).ToImmutableArray();
            Assert.Equal([1, 2, 3], (await before.EnqueueAsync(run)).Select(each => each.Seq));
            Assert.Equal([1, 2], (await before.EnqueueAsync([InFile(1), InFile(2, EventType.Update)])).Select(each => each.Seq));
            Assert.Equal(2, before.Streams["market_square"].LastSeq);
        }

        await using var after = Open(OutboxSamples.Mqtt);
        Assert.Empty(after.Interrupted);
        Assert.Equal(["1", "2", "3", "1"], (await after.DrainAsync()).Select(Name)); // the update did not fit
        await after.EnqueueAsync([InFile(3, EventType.End)]);
        await after.EnqueueAsync([InFile(1)]);
        Assert.Equal(["3 (1)", "1"], (await after.DrainAsync()).Select(Name));
        await Assert.ThrowsAsync<ArgumentException>(() => after.EnqueueAsync([InFile(0)]));
    }

    [Fact]
    public async Task EnqueueAsync_NewRunOfAFile_DoesNotTellWhatTheOneBeforeLost()
    {
        await using var outbox = Open(s_webhook);
        await outbox.EnqueueAsync([InFile(1)]);
        using (var delivery = outbox.Deliver("webhook"))
        {
            delivery.SetAside((await delivery.TakeAsync(default)).Position, "refused");
        }

        await outbox.EnqueueAsync([InFile(1), InFile(2, EventType.End)]);

        Assert.Equal(["1", "2"], (await outbox.DrainAsync("webhook")).Select(Name));
    }

    [Fact]
    public async Task Fit_TwoRunsOfAFile_TakesAnEventOfOneRunWhole()
    {
        var bytes = EventJson.Write(InFile(1), Samples.Now).Length;
        await using var outbox = Open(s_webhook with { MaxBytes = 5 * bytes / 2 });
        await outbox.EnqueueAsync([InFile(1), InFile(2, EventType.End)]);
        await outbox.EnqueueAsync([InFile(1), InFile(2, EventType.End)]);

        Assert.Equal([("start", 1L, 0L), ("end", 2L, 0L)], (await outbox.DrainAsync("webhook")).Select(message => (message.Type, message.Seq, message.Skipped)));
    }

    [Fact]
    public async Task Totals_TwoReceiversOfOneFile_CountApart()
    {
        await using var outbox = Open(OutboxSamples.Mqtt, s_webhook);
        await outbox.EnqueueAsync(EventType.Start, 1);
        await outbox.DrainAsync("mqtt");

        Assert.Equal(OutboxTotals.Empty, outbox.Totals("mqtt"));
        Assert.Equal(Samples.Now, outbox.Totals("webhook").Oldest);
        Assert.Equal((0, 1), (outbox.Pending("mqtt", "gate"), outbox.Pending("webhook", "gate")));
    }

    private static PhraseEvent InFile(long seq, EventType type = EventType.Start) =>
        OutboxSamples.Message(type, 1) with { Stream = Samples.File, Seq = seq };

    private static string Name(OutboxMessage message) => message.Skipped == 0 ? $"{message.Seq}" : $"{message.Seq} ({message.Skipped})";

    private Outbox Open(params ReadOnlySpan<OutboxReceiver> receivers) =>
        Outbox.Open(new() { Path = _folder.File("outbox.db"), Receivers = [.. receivers] }, _clock, _warnings.Add);
}
