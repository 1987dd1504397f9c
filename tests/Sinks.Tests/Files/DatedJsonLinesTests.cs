using System.Text.Json;
using Glip.Core;
using Glip.Testing;
using Microsoft.Win32.SafeHandles;

namespace Glip.Sinks.Tests;

public sealed class DatedJsonLinesTests : IDisposable
{
    private const string Today = "2026-11-21.jsonl";
    private readonly TemporaryFolder _temporary = new();
    private readonly SetClock _clock = new(Samples.Now);
    private RotationOptions _rotation = new();

    private string Folder => _temporary.File("events", "gate");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task WriteAsync_OverMidnight_PutsEachEventUnderTheDayOfItsPublishing()
    {
        await using var sink = Open();
        await sink.WriteAsync(Report(1, 2), default);
        _clock.Advance(UntilMidnight() - TimeSpan.FromMilliseconds(1));
        await sink.WriteAsync(Report(3), default);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await sink.WriteAsync(Report(4), default);

        Assert.Equal([Today, "2026-11-22.jsonl"], Files());
        Assert.Equal([1, 2, 3], Seqs(Today));
        Assert.Equal([4], Seqs("2026-11-22.jsonl"));
        Assert.All(Files(), file => Assert.All(Lines(file), line => Assert.StartsWith(file[..10], line.GetProperty("published_at").GetString(), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WriteAsync_ClockSetBackOverMidnight_GoesOnWithTheDayBefore()
    {
        await using var sink = Open();
        await sink.WriteAsync(Report(1), default);
        _clock.Advance(TimeSpan.FromDays(1));
        await sink.WriteAsync(Report(2), default);
        _clock.Advance(TimeSpan.FromDays(-1));
        await sink.WriteAsync(Report(3), default);

        Assert.Equal([1, 3], Seqs(Today));
        Assert.Equal([2], Seqs("2026-11-22.jsonl"));
    }

    [Fact]
    public async Task WriteAsync_FileThatWouldBecomeTooLong_GoesOnInTheNextOfTheDay()
    {
        var line = LineLength();
        _rotation = _rotation with { MostBytes = 2 * line };
        await WriteAllAsync(Report(1, 2, 3));
        Assert.Equal([1, 2], Seqs(Today));

        await WriteAllAsync(Report(4), Report(5)); // the next run
        Assert.Equal(["2026-11-21.1.jsonl", "2026-11-21.2.jsonl", Today], Files());
        Assert.Equal([3, 4], Seqs("2026-11-21.1.jsonl"));
        Assert.Equal([5], Seqs("2026-11-21.2.jsonl"));
    }

    [Fact]
    public async Task WriteAsync_LimitBelowALine_PutsOneIntoEachFile()
    {
        _rotation = _rotation with { MostBytes = 1 };
        await WriteAllAsync([.. Enumerable.Range(1, 12).Select(i => Report(i))]);

        Assert.Equal([1], Seqs(Today));
        Assert.Equal([12], Seqs("2026-11-21.11.jsonl"));
        await WriteAllAsync(Report(13)); // number 11 is newer than number 2
        Assert.Equal([13], Seqs("2026-11-21.12.jsonl"));
    }

    [Fact]
    public async Task Open_HalfLineOfAnEarlierDay_IsCutOff()
    {
        await WriteAllAsync(Report(1));
        await File.AppendAllTextAsync(Path.Combine(Folder, Today), "{\"seq\":2");
        _clock.Advance(TimeSpan.FromDays(1));

        await using var sink = Open();

        Assert.Equal([1], Seqs(Today));
    }

    [Fact]
    public async Task Open_OldFiles_AreDeletedAndNothingElseIs()
    {
        Directory.CreateDirectory(Folder);
        string[] old = ["2026-10-21.jsonl", "2026-10-21.3.jsonl", "2025-12-31.jsonl"];
        string[] kept = ["2026-10-22.jsonl", "2026-10-21.0.jsonl", "2026-10-21.json", "2026-02-30.jsonl", "x2026-10-21.jsonl", "notes.txt"];
        Array.ForEach([.. old, .. kept], file => File.WriteAllText(Path.Combine(Folder, file), string.Empty));

        await using var sink = Open(); // 30 days before 09:14 on 21 November is a moment of 22 October

        Assert.Equal(kept.Order(StringComparer.Ordinal), Files());
    }

    [Fact]
    public async Task WriteAsync_FirstEventOfADay_DeletesWhatHasBecomeOld()
    {
        _rotation = _rotation with { Keep = TimeSpan.FromDays(2) };
        await using var sink = Open();
        for (var i = 1; i <= 5; i++)
        {
            await sink.WriteAsync(Report(i), default);
            _clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(["2026-11-23.jsonl", "2026-11-24.jsonl", "2026-11-25.jsonl"], Files());
    }

    [Fact]
    public async Task WriteAsync_DiskFullInTheMiddleOfALine_LeavesWholeLinesAndGoesOnLater()
    {
        var full = false;
        await using var sink = Open((file, bytes) =>
        {
            RandomAccess.Write(file, full ? bytes[..(bytes.Length / 2)] : bytes, RandomAccess.GetLength(file));
            if (full)
            {
                throw new IOException("No space left on device");
            }
        });
        await sink.WriteAsync(Report(1), default);
        full = true;
        Assert.Contains($"'{Folder}': No space left on device", await UnavailableAsync(sink, Report(2)), StringComparison.Ordinal);
        Assert.Equal([1], Seqs(Today));
        _clock.Advance(TimeSpan.FromDays(1));
        await UnavailableAsync(sink, Report(3));

        full = false;
        await sink.WriteAsync(Report(4), default);
        Assert.Equal([1], Seqs(Today));
        Assert.Equal([4], Seqs("2026-11-22.jsonl"));
    }

    [Fact]
    public async Task WriteAsync_FileWhoseDiskWentAway_IsOpenedAnew()
    {
        SafeFileHandle? first = null;
        await using var sink = Open((file, bytes) =>
        {
            first ??= file;
            RandomAccess.Write(file, file == first ? throw new IOException("Stale file handle") : bytes, 0);
        });
        await UnavailableAsync(sink, Report(1));
        Assert.True(first!.IsClosed);

        await sink.WriteAsync(Report(2), default);
        Assert.Equal([2], Seqs(Today));
    }

    [Fact]
    public async Task WriteAsync_FolderTakenAway_IsMadeAgain()
    {
        await using var sink = Open();
        await sink.WriteAsync(Report(1), default);
        Directory.Delete(_temporary.File("events"), recursive: true);
        await sink.WriteAsync(Report(2), default);

        Assert.Equal([2], Seqs(Today));
    }

    [Fact]
    public async Task WriteAsync_FolderThatCannotBeMade_IsUnavailableUntilItCan()
    {
        await using var sink = Open();
        await sink.WriteAsync(Report(1), default);
        Directory.Delete(Folder, recursive: true);
        await File.WriteAllTextAsync(Folder, "a file in the way");
        Assert.Contains($"'{Folder}'", await UnavailableAsync(sink, Report(2)), StringComparison.Ordinal);

        File.Delete(Folder);
        await sink.WriteAsync(Report(3), default);
        Assert.Equal([3], Seqs(Today));
    }

    [Fact]
    public async Task WriteAsync_FileOfTheDayHoldsSomethingElse_IsUnavailableAndLeavesIt()
    {
        await using var sink = Open();
        await File.WriteAllTextAsync(Path.Combine(Folder, Today), "a letter");

        Assert.Contains(Today, await UnavailableAsync(sink, Report(1)), StringComparison.Ordinal);
        Assert.Equal("a letter", await File.ReadAllTextAsync(Path.Combine(Folder, Today)));
    }

    [Fact]
    public async Task CompleteAsync_NoEvents_LeavesNoFile()
    {
        await WriteAllAsync();

        Assert.Empty(Files());
    }

    [Fact]
    public void Open_BelowAFile_IsRefused()
    {
        File.WriteAllText(_temporary.File("events"), "text");

        Assert.Throws<ConfigurationException>(() => Open());
    }

    private static FrameReport Report(params int[] seqs) =>
        Samples.Report(Samples.Header(seqs[0]), [.. seqs.Select(seq => Samples.Event(1, Samples.Header(0)) with { Seq = seq })]);

    private static async Task<string> UnavailableAsync(JsonLinesSink sink, FrameReport report)
    {
        var error = await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(report, default));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private JsonLinesSink Open(LineFile.WriteBytes? write = null) => JsonLinesSink.Dated(Folder, _clock, _rotation, write);

    private TimeSpan UntilMidnight() => TimeSpan.FromDays(1) - _clock.GetUtcNow().TimeOfDay;

    private long LineLength() => EventJson.Write(Report(1).Events[0], _clock.GetUtcNow()).Length + 1;

    private IEnumerable<string> Files() => Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private IEnumerable<int> Seqs(string file) => Lines(file).Select(line => line.GetProperty("seq").GetInt32());

    private List<JsonElement> Lines(string file)
    {
        var text = File.ReadAllText(Path.Combine(Folder, file));
        Assert.True(text.Length == 0 || text.EndsWith('\n'), text);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private async Task WriteAllAsync(params FrameReport[] reports)
    {
        await using var sink = Open();
        foreach (var report in reports)
        {
            await sink.WriteAsync(report, default);
        }

        await sink.CompleteAsync(default);
    }
}
