using System.Globalization;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>What goes wrong with a file goes wrong for all its receivers, and is made good for each.</summary>
public sealed class OutboxReceiverFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private readonly List<string> _warnings = [];
    private SqliteDatabase? _database;

    private string FilePath => _folder.File("outbox.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task DiskFull_SeveralReceivers_EachGetsAllOnceAndInOrder()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([.. Enumerable.Range(1, 5).Select(i => OutboxSamples.Message(EventType.Start, i))]);
        Pages(0);
        while (outbox.Problem is null)
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
        }

        var last = outbox.Streams["gate"].LastSeq;
        using (var delivery = outbox.Deliver("webhook"))
        {
            (await delivery.TakeAsync(3)).ToList().ForEach(message => delivery.Acknowledge(message.Position));
            await outbox.SettledAsync();
            Assert.Equal((last, last - 3), (outbox.Totals("mqtt").Rows, outbox.Totals("webhook").Rows));
        }

        Pages(1000000);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => outbox.Problem is null);

        Assert.Equal(Enumerable.Range(4, (int)last - 3), (await outbox.DrainAsync("webhook")).Select(message => (int)message.Seq));
        Assert.Equal(Enumerable.Range(1, (int)last), (await outbox.DrainAsync("mqtt")).Select(message => (int)message.Seq));
    }

    [Fact]
    public async Task DiskFullForLong_OneReceiverIsAway_TheOtherLosesNothing()
    {
        await using var outbox = Open();
        Pages(0);
        await outbox.EnqueueAsync(EventType.Start, 1);
        while (outbox.Problem is null)
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
        }

        using var delivery = outbox.Deliver("mqtt");
        for (var i = 0; i < 1100; i++)
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
            delivery.Acknowledge((await delivery.TakeAsync(default)).Position);
        }

        Assert.Equal(0, outbox.Dropped("mqtt", "gate"));
        Assert.True(outbox.Dropped("webhook", "gate") >= 100);
    }

    [Fact]
    public async Task FileDamagedMeanwhile_EachReceiverIsToldWhatItLost()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.Update, 1)]);
        using (var delivery = outbox.Deliver("mqtt"))
        {
            (await delivery.TakeAsync(2)).ToList().ForEach(message => delivery.Acknowledge(message.Position));
        }

        await outbox.SettledAsync();
        await using (var damaging = File.Open(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            _database!.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            damaging.Write(new byte[damaging.Length]);
        }

        _database.Execute("PRAGMA cache_size = 1; PRAGMA shrink_memory");
        while (_warnings.Count == 0)
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
        }

        foreach (var (receiver, known) in ((string, long)[])[("mqtt", 2), ("webhook", 0)])
        {
            var reader = new OutboxReader { ["gate"] = known, LetStrangersIn = true };
            (await outbox.DrainAsync(receiver)).ForEach(reader.Read);
            Assert.Equal(outbox.Streams["gate"].LastSeq, reader.LastSeq("gate"));
        }

        Assert.Equal(2, outbox.Dropped("webhook", "gate") - outbox.Dropped("mqtt", "gate"));
    }

    [Fact]
    public async Task Open_DamagedFile_EndsOpenEventsForThoseWhoKnowThem()
    {
        await using (var before = Open())
        {
            await before.EnqueueAsync(EventType.Start, 1);
            await before.DrainAsync("mqtt");
        }

        using (var database = SqliteDatabase.Open(FilePath))
        {
            database.Execute("PRAGMA user_version = 9"); // nothing in it is trusted but numbers and open events, as when it is damaged
        }

        await using var after = Open();
        await after.EnqueueAsync(EventType.Start, 2);

        Assert.Equal([2], after.Interrupted.Select(end => end.Seq));
        Assert.Equal([("end", 2, 0), ("start", 3, 0)], (await after.DrainAsync("mqtt")).Select(message => (message.Type, (int)message.Seq, (int)message.Skipped)));
        Assert.Equal([("start", 3, 1)], (await after.DrainAsync("webhook")).Select(message => (message.Type, (int)message.Seq, (int)message.Skipped)));
    }

    [Fact]
    public async Task Open_EventOfAnotherVersionLeftOpen_IsToldAndGetsNoEnd()
    {
        await using (var before = Open())
        {
            await before.EnqueueAsync(EventType.Start, 1);
        }

        using (var database = SqliteDatabase.Open(FilePath))
        {
            database.Execute("""UPDATE open_events SET payload = '{"schema":7}'""");
        }

        await using var after = Open();

        Assert.Empty(after.Interrupted);
        Assert.Contains($"open event {OutboxSamples.Message(EventType.Start, 1).EventId} that this version cannot read", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    /// <summary>Leaves the file room for so many more pages.</summary>
    private void Pages(long more) => _database!.Execute($"PRAGMA max_page_count = {(_database.Statement("PRAGMA page_count").Number() + more).ToString(CultureInfo.InvariantCulture)}");

    private Outbox Open() => Outbox.Open(new() { Path = FilePath, Receivers = [OutboxSamples.Mqtt, new("webhook")] }, _clock, _warnings.Add, path => _database = OutboxFile.Open(path));
}
