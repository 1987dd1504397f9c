using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class OutboxWriteQueueTests
{
    [Fact]
    public void Add_TooMany_DiscardsInTheOrderOfAFullOutbox()
    {
        (EventType Type, int Event)[] life =
        [
            (EventType.Start, 1), (EventType.ZoneEnter, 1), (EventType.Update, 1), (EventType.End, 1),
            (EventType.Start, 2), (EventType.Update, 2), (EventType.Start, 3), (EventType.End, 3), (EventType.End, 9),
        ];

        Assert.Equal([0, 1, 3, 4, 5, 6, 7, 8], Kept(life, 8));
        Assert.Equal([0, 1, 3, 4, 6, 7, 8], Kept(life, 7));
        Assert.Equal([0, 3, 4, 6, 7, 8], Kept(life, 6));
        Assert.Equal([4, 6, 7, 8], Kept(life, 5));
        Assert.Equal([4, 8], Kept(life, 1)); // the start of an open event, the end of one that began before
    }

    [Fact]
    public async Task Append_DiscardedInTheQueue_IsToldByTheNext()
    {
        var drops = new List<OutboxDrop>();
        using var store = new OutboxStore(OutboxFile.InMemory(), [OutboxSamples.Mqtt], drops.Add);
        await Task.Run(() => store.InTransaction(() =>
        {
            store.Append(OutboxSamples.Message(EventType.Start, 1), discarded: false, Samples.Now);
            Assert.Equal(2, store.Append(OutboxSamples.Message(EventType.Update, 1), discarded: true, Samples.Now).Seq);
            store.Append(OutboxSamples.Message(EventType.End, 1), discarded: false, Samples.Now);
        }));

        Assert.Equal([(1, 0), (3, 1)], store[OutboxSamples.Receiver].Next(0, 10, mark: false).Select(message => (message.Seq, message.Skipped)));
        Assert.Equal([new OutboxDrop(OutboxSamples.Receiver, "gate", "update", OutboxDrop.Full)], drops);
    }

    private static IEnumerable<int> Kept((EventType Type, int Event)[] life, int most)
    {
        var queue = new OutboxWriteQueue(most);
        foreach (var (type, eventId) in life)
        {
            queue.Add(new OutboxWrite([OutboxSamples.Message(type, eventId)]));
        }

        return queue.TakeAll().Index().Where(each => !each.Item.Discarded[0]).Select(each => each.Index);
    }
}
