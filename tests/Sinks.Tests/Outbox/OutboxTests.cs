using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class OutboxTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private readonly List<string> _warnings = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnqueueAsync_AfterRestart_GoesOnWithNumbersOfEachStream()
    {
        await using (var first = Open())
        {
            Assert.Equal(1, (await first.EnqueueAsync(EventType.Start, 1)).Seq);
            Assert.Equal(2, (await first.EnqueueAsync(EventType.End, 1)).Seq);
            Assert.Equal(1, (await first.EnqueueAsync(EventType.Start, 7, "yard")).Seq);
            await first.EnqueueAsync(EventType.End, 7, "yard");
            await first.DrainAsync();
        }

        await using var second = Open();
        Assert.Equal(new OutboxStream("gate", 2, 1), second.Streams["gate"]);
        Assert.Equal(7, second.Streams["yard"].LastTrackId);
        Assert.Equal(3, (await second.EnqueueAsync(EventType.Start, 2)).Seq);
        Assert.Equal(3, (await second.EnqueueAsync(EventType.Start, 8, "yard")).Seq);
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task EnqueueAsync_EventsOfAFrame_AreNumberedInOrder()
    {
        await using var outbox = Open();

        var numbered = await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2), OutboxSamples.Message(EventType.End, 1)]);

        Assert.Equal([1, 2, 3], numbered.Select(each => each.Seq));
        Assert.Equal([1, 2, 3], (await outbox.DrainAsync()).Select(message => message.Seq));
    }

    [Fact]
    public async Task Payload_WhenSent_IsAValidEventWithItsStamps()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync(EventType.Start, 1);
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        var message = await delivery.TakeAsync(default);

        var json = message.Json(Samples.Now.AddSeconds(3));

        Assert.Empty(OutboxSamples.Schema.Check(json));
        Assert.Equal("2026-11-21T09:14:08.480Z", json.GetProperty("published_at").GetString());
        Assert.Equal(3231, json.GetProperty("latency_ms").GetInt32());
        Assert.False(json.GetProperty("replayed").GetBoolean());
        Assert.Equal("glip/gate/phrase/person/snapshot", json.GetProperty("snapshot_topic").GetString());
        Assert.Equal(("glip/gate/events", "start", "person", 1), (message.Topic, message.Type, message.PhraseSlug, message.PromptVersion));
        Assert.True(message.Json(Samples.Now.AddSeconds(10.001)).GetProperty("replayed").GetBoolean());
    }

    [Fact]
    public async Task TakeAsync_UnsettledMessages_AreAtMost32AndComeAgainInTheNextDelivery()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([.. Enumerable.Range(1, 40).Select(i => OutboxSamples.Message(EventType.Start, i))]);
        using var first = outbox.Deliver(OutboxSamples.Receiver);
        var taken = await first.TakeAsync(32);
        var next = first.TakeAsync(default).AsTask();
        Assert.False(next.IsCompleted);

        first.Acknowledge(taken[5].Position);
        Assert.Equal(33, (await next).Seq);
        Assert.Equal(32, first.Unsettled);
        await outbox.SettledAsync();
        Assert.Equal(39, outbox.Totals(OutboxSamples.Receiver).Rows);

        using var second = outbox.Deliver(OutboxSamples.Receiver);
        var again = await second.TakeAsync(6);
        Assert.Equal([1, 2, 3, 4, 5, 7], again.Select(message => message.Seq));
        Assert.All(again, message => Assert.True(message.Json().GetProperty("replayed").GetBoolean()));
        var rest = await second.TakeAsync(26);
        again.ToList().ForEach(message => second.Acknowledge(message.Position));
        Assert.False((await second.TakeAsync(2))[^1].Json().GetProperty("replayed").GetBoolean()); // 34: was read ahead, but not sent
        await Assert.ThrowsAsync<ObjectDisposedException>(() => first.TakeAsync(default).AsTask());
    }

    [Fact]
    public async Task SetAside_NextMessageNotSent_CountsItAsSkipped()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2, "yard"), OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.Update, 1)]);
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        var taken = await delivery.TakeAsync(2);

        delivery.SetAside(taken[0].Position, "not_allowed");

        Assert.Equal((2, 1), Numbers(await delivery.TakeAsync(default)));
        Assert.Equal((3, 0), Numbers(await delivery.TakeAsync(default)));
        await outbox.SettledAsync();
        Assert.Equal(1, outbox.Dropped(OutboxSamples.Receiver, "gate"));
        using var again = outbox.Deliver(OutboxSamples.Receiver);
        Assert.Equal([(1, 0), (2, 1), (3, 0)], (await again.TakeAsync(3)).Select(Numbers)); // yard, gate, gate: repeats say the same
    }

    [Fact]
    public async Task SetAside_NextMessageOnItsWay_SaysTheSameWhenItIsRepeated()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1)]);
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        var taken = await delivery.TakeAsync(2);

        delivery.SetAside(taken[0].Position, "too_large");
        await outbox.SettledAsync();
        Assert.Equal(1, outbox.Totals(OutboxSamples.Receiver).Rows);

        using var again = outbox.Deliver(OutboxSamples.Receiver);
        Assert.Equal((2, 0), Numbers(await again.TakeAsync(default)));
    }

    [Fact]
    public async Task SetAside_LastMessage_IsToldByTheNextThatComes()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync(EventType.Start, 1);
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        delivery.SetAside((await delivery.TakeAsync(default)).Position, "bad_format");
        await outbox.EnqueueAsync(EventType.Update, 1);

        Assert.Equal((2, 1), Numbers(await delivery.TakeAsync(default)));
    }

    [Fact]
    public async Task Retry_AMessage_IsTheNextToBeHandedOut()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([.. Enumerable.Range(1, 3).Select(i => OutboxSamples.Message(EventType.Start, i))]);
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        var taken = await delivery.TakeAsync(2);

        delivery.Retry(taken[0].Position);

        var again = await delivery.TakeAsync(2);
        Assert.Equal([1, 3], again.Select(message => message.Seq));
        Assert.True(again[0].Json().GetProperty("replayed").GetBoolean());
    }

    [Fact]
    public async Task Open_FileInUse_IsRefusedInOneLine()
    {
        await using var first = Open();

        var refusal = Assert.Throws<DatabaseException>(Open);

        Assert.Equal(DatabaseProblem.Locked, refusal.Problem);
        Assert.Contains("another program uses it", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void Open_AnyFile_FlushesEachTransactionToTheDisk()
    {
        for (var i = 0; i < 2; i++) // begun, and found
        {
            using var database = OutboxFile.Open(_folder.File("outbox.db"));

            Assert.Equal("wal", database.Statement("PRAGMA journal_mode").First(row => row.Text(0), string.Empty));
            Assert.Equal(2, database.Statement("PRAGMA synchronous").Number()); // FULL: sqlite.org/pragma.html#pragma_synchronous
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Open_OtherVersion_IsPutAsideAndNumbersGoOn(int version)
    {
        await using (var before = Open())
        {
            await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2)]);
        }

        using (var database = SqliteDatabase.Open(_folder.File("outbox.db")))
        {
            database.Execute($"PRAGMA user_version = {version}");
        }

        await using var after = Open();

        Assert.Contains($"is of version {version}; expected version 2; it is now called '{_folder.File("outbox.db.other-version-20261121T091405480Z")}'", Assert.Single(_warnings), StringComparison.Ordinal);
        Assert.True(File.Exists(_folder.File("outbox.db.other-version-20261121T091405480Z")));
        Assert.Equal([3, 4], after.Interrupted.Select(end => end.Seq));
        Assert.Equal(5, (await after.EnqueueAsync(EventType.Start, 3)).Seq);
        Assert.Equal((5, 2), Numbers(Assert.Single(await after.DrainAsync()))); // nobody has the starts of the two
    }

    [Fact]
    public async Task Open_TablesOfTheFirstVersion_GivesNoNumberTwice()
    {
        using (var database = SqliteDatabase.Open(_folder.File("outbox.db")))
        {
            database.Execute(
                """
                CREATE TABLE streams (stream TEXT PRIMARY KEY, last_seq INTEGER, last_track_id INTEGER, skipped INTEGER, prompt_version INTEGER) WITHOUT ROWID;
                INSERT INTO streams VALUES ('gate', 7, 3, 0, 1);
                PRAGMA user_version = 1;
                """);
        }

        await using var outbox = Open();

        Assert.Equal(8, (await outbox.EnqueueAsync(EventType.Start, 4)).Seq);
        Assert.Single(_warnings);
    }

    [Fact]
    public async Task DisposeAsync_MessagesOnTheirWay_AreStored()
    {
        var outbox = Open();
        var writes = Enumerable.Range(1, 50).Select(i => outbox.EnqueueAsync(EventType.Start, i)).ToList();
        await outbox.DisposeAsync();

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.EnqueueAsync(EventType.Start, 51));
    }

    private static (long Seq, long Skipped) Numbers(OutboxMessage message)
    {
        var json = message.Json();
        return (json.GetProperty("seq").GetInt64(), json.GetProperty("skipped").GetInt64());
    }

    private Outbox Open() => Outbox.Open(OutboxSamples.Options(_folder.File("outbox.db")), _clock, _warnings.Add);
}
