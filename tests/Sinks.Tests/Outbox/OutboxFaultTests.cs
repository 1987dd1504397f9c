using System.Globalization;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class OutboxFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private readonly List<string> _warnings = [];
    private SqliteDatabase? _database;

    private string FilePath => _folder.File("outbox.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task EnqueueAsync_DiskFull_GoesOnInMemoryAndWritesItDownLater()
    {
        await using (var outbox = Open())
        {
            await outbox.EnqueueAsync(EventType.Start, 1);
            FillDisk();
            await EnqueueUntilAsync(outbox, () => outbox.Problem is not null);
            Assert.Contains("the disk is full; expected free space", outbox.Problem, StringComparison.Ordinal);
            Assert.Single(_warnings);
            await EnqueueUntilAsync(outbox, () => outbox.Totals(OutboxSamples.Receiver).Rows >= 30);
            using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
            {
                var sent = await delivery.TakeAsync(25); // those on the disk first, then those in memory
                Assert.Equal(Enumerable.Range(1, 25), sent.Select(message => (int)message.Seq));
                sent.ToList().ForEach(message => delivery.Acknowledge(message.Position));
                await outbox.SettledAsync();
                Assert.True(outbox.Totals(OutboxSamples.Receiver).Rows <= 5);
            }

            FreeDisk();
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Waiting.UntilAsync(() => outbox.Problem is null);
            Assert.Contains("can be written again", _warnings[1], StringComparison.Ordinal);
        }

        await using var after = Open();
        var last = after.Streams["gate"].LastSeq;
        var left = await after.DrainAsync();
        Assert.Equal(Enumerable.Range(26, (int)last - 25), left.Select(message => (int)message.Seq)); // the last of them: that event 1 was interrupted
        Assert.Equal("interrupted", left[^1].Json().GetProperty("end_reason").GetString());
        Assert.Single(left, message => message.Type == "end");
    }

    [Fact]
    public async Task Deliver_DiskFull_RemembersWhatWasSettled()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync([.. Enumerable.Range(1, 5).Select(i => OutboxSamples.Message(EventType.Start, i))]);
        FillDisk();
        await EnqueueUntilAsync(outbox, () => outbox.Problem is not null);
        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            (await delivery.TakeAsync(2)).ToList().ForEach(message => delivery.Acknowledge(message.Position));
        }

        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            await outbox.SettledAsync();
            Assert.NotNull(outbox.Problem);
            var rest = await delivery.TakeAsync((int)outbox.Totals(OutboxSamples.Receiver).Rows);
            Assert.Equal(3, rest[0].Seq);
            rest[..^1].ToList().ForEach(message => delivery.Acknowledge(message.Position));
            delivery.SetAside(rest[^1].Position, "too_large");
        }

        await outbox.SettledAsync();
        FreeDisk();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => outbox.Problem is null);
        var next = await outbox.EnqueueAsync(EventType.Update, 1);
        Assert.Equal([(next.Seq, 1L)], (await outbox.DrainAsync()).Select(message => (message.Seq, message.Skipped)));
    }

    [Fact]
    public async Task EnqueueAsync_DiskFullForLong_KeepsAThousandInTheUsualOrder()
    {
        await using var outbox = Open();
        FillDisk();
        await outbox.EnqueueAsync(EventType.Start, 1);
        await EnqueueUntilAsync(outbox, () => outbox.Problem is not null);
        var onDisk = outbox.Streams["gate"].LastSeq - 1;

        await outbox.EnqueueAsync([.. Enumerable.Range(0, 2000).Select(_ => OutboxSamples.Message(EventType.Update, 1))]);

        Assert.Equal(onDisk + 1000, outbox.Totals(OutboxSamples.Receiver).Rows);
        var reader = new OutboxReader();
        (await outbox.DrainAsync()).ForEach(reader.Read);
        Assert.Equal(onDisk + 2001, reader.LastSeq("gate"));
    }

    [Fact]
    public async Task Open_DiskFull_BeginsInMemory()
    {
        await using var outbox = Outbox.Open(OutboxSamples.Options(FilePath), _clock, _warnings.Add, path => File.Exists(path + ".free") ? OutboxFile.Open(path) : throw new DatabaseException(DatabaseProblem.Full, "full"));
        Assert.Equal(1, (await outbox.EnqueueAsync(EventType.Start, 1)).Seq);

        File.WriteAllText(FilePath + ".free", string.Empty);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => outbox.Problem is null);

        Assert.Equal([1], (await outbox.DrainAsync()).Select(message => message.Seq));
    }

    [Theory]
    [InlineData("all of it is something else")]
    [InlineData("the first page")]
    [InlineData("half of it is gone")]
    [InlineData("pages in its middle")]
    public async Task Open_DamagedFile_IsPutAsideAndANewOneBegun(string damage)
    {
        await using (var before = Open())
        {
            await EnqueueUntilAsync(before, () => before.Totals(OutboxSamples.Receiver).Rows == 200);
        }

        Damage(damage);
        await using var after = Open();

        Assert.Single(_warnings);
        Assert.Contains("it is damaged", _warnings[0], StringComparison.Ordinal);
        Assert.Contains("outbox.db.damaged-20261121T091405480Z", _warnings[0], StringComparison.Ordinal);
        Assert.True(File.Exists(FilePath + ".damaged-20261121T091405480Z"));
        var next = (await after.EnqueueAsync(EventType.Start, 1000)).Seq;
        Assert.Contains(next, new long[] { 1, 201 }); // as far as it could be read
        Assert.Equal("start", (await after.DrainAsync())[^1].Type);
    }

    [Fact]
    public async Task EnqueueAsync_FileDamagedMeanwhile_GoesOnWithTheNumbersAndTellsWhatIsLost()
    {
        await using var outbox = Open();
        await outbox.EnqueueAsync(EventType.Start, 1);
        using (var delivery = outbox.Deliver(OutboxSamples.Receiver))
        {
            delivery.Acknowledge((await delivery.TakeAsync(default)).Position);
            await outbox.SettledAsync();
            Assert.Equal(0, outbox.Totals(OutboxSamples.Receiver).Rows);
        }

        await outbox.EnqueueAsync([OutboxSamples.Message(EventType.Update, 1), OutboxSamples.Message(EventType.Start, 2)]);
        await using (var damaging = File.Open(FilePath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            _database!.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            damaging.Write(new byte[damaging.Length]);
        }

        _database.Execute("PRAGMA cache_size = 1; PRAGMA shrink_memory");
        await EnqueueUntilAsync(outbox, () => _warnings.Count > 0);

        Assert.Contains("damaged", _warnings[0], StringComparison.Ordinal);
        Assert.Null(outbox.Problem);
        var reader = new OutboxReader { ["gate"] = 1, LetStrangersIn = true };
        (await outbox.DrainAsync()).ForEach(reader.Read);
        Assert.Equal(outbox.Streams["gate"].LastSeq, reader.LastSeq("gate"));
        Assert.True(outbox.Dropped(OutboxSamples.Receiver, "gate") >= 2);
    }

    private static async Task EnqueueUntilAsync(Outbox outbox, Func<bool> condition)
    {
        while (!condition())
        {
            await outbox.EnqueueAsync(EventType.Update, 1);
        }
    }

    private void FillDisk() => _database!.Execute($"PRAGMA max_page_count = {_database.Statement("PRAGMA page_count").Number().ToString(CultureInfo.InvariantCulture)}");

    private void FreeDisk() => _database!.Execute("PRAGMA max_page_count = 1000000");

    private void Damage(string damage)
    {
        using var file = File.Open(FilePath, FileMode.Open);
        var noise = new byte[4096];
        new Random(5).NextBytes(noise);
        switch (damage)
        {
            case "all of it is something else":
                file.SetLength(0);
                file.Write("not a database, but a text of some length that somebody put in its place by mistake: it has no header of the kind"u8);
                break;
            case "the first page":
                file.Write(noise);
                break;
            case "half of it is gone":
                file.SetLength(file.Length / 2 / 4096 * 4096);
                break;
            default:
                for (file.Position = 8 * 4096; file.Position < file.Length - 4096;)
                {
                    file.Write(noise);
                }

                break;
        }
    }

    private Outbox Open() => Outbox.Open(OutboxSamples.Options(FilePath), _clock, _warnings.Add, path => _database = OutboxFile.Open(path));
}
