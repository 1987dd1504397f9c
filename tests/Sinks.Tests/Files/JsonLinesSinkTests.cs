using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class JsonLinesSinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_EventsOfAReport_StandInOrderWithTheTimeOfWriting()
    {
        var path = _folder.File("new", "folders", "events.jsonl");
        await using var sink = new JsonLinesSink(path, _clock);
        await sink.WriteAsync(Report(1, 2), default);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await sink.WriteAsync(Report(3), default);
        await sink.CompleteAsync(default);

        Assert.Equal([1, 2, 3], Seqs(path));
        Assert.Equal("2026-11-21T09:14:07.480Z", JsonElement.Parse(File.ReadLines(path).Last()).GetProperty("published_at").GetString());
    }

    [Fact]
    public async Task Open_FileCutAnywhereInItsLastLine_KeepsTheWholeLinesOnly()
    {
        var path = _folder.File("events.jsonl");
        await WriteAllAsync(path, Report(1), Report(2), Report(3));
        var whole = File.ReadAllBytes(path);
        var keptBytes = whole.AsSpan(0, whole.Length - 1).LastIndexOf((byte)'\n') + 1;

        for (var length = keptBytes; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            await using var sink = new JsonLinesSink(path, _clock);
            Assert.Equal(whole[..keptBytes], File.ReadAllBytes(path));
        }
    }

    [Fact]
    public async Task Open_LastLineLongerThanAChunk_IsCutOff()
    {
        var path = _folder.File("events.jsonl");
        await WriteAllAsync(path, Report(1));
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, [.. whole, .. Enumerable.Repeat((byte)'{', 200_000)]);

        await using var sink = new JsonLinesSink(path, _clock);

        Assert.Equal(whole, File.ReadAllBytes(path));
    }

    [Fact]
    public async Task Open_FileOfAnEarlierRun_GoesOnAtItsEnd()
    {
        var path = _folder.File("events.jsonl");
        await WriteAllAsync(path, Report(1), Report(2));
        await WriteAllAsync(path, Report(1));

        Assert.Equal([1, 2, 1], Seqs(path));
    }

    [Fact]
    public async Task WriteAsync_TwoWritersOfOneFile_MixOnlyWholeLines()
    {
        const int reports = 500;
        var path = _folder.File("events.jsonl");
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => WriteAllAsync(path, [.. Enumerable.Range(1, reports).Select(i => Report(i))]))));

        Assert.Equal(Enumerable.Range(1, reports).SelectMany(i => new[] { i, i }), Seqs(path).Order());
    }

    [Fact]
    public async Task WriteAsync_DiskFullInTheMiddleOfALine_LeavesWholeLinesAndGoesOnLater()
    {
        var path = _folder.File("events.jsonl");
        var full = false;
        await using var sink = new JsonLinesSink(path, _clock, (file, bytes) =>
        {
            RandomAccess.Write(file, full ? bytes[..(bytes.Length / 2)] : bytes, 0);
            if (full)
            {
                throw new IOException("No space left on device");
            }
        });
        await sink.WriteAsync(Report(1), default);
        full = true;

        var error = await Assert.ThrowsAsync<UnavailableException>(async () => await sink.WriteAsync(Report(2), default));
        Assert.Contains($"'{path}': No space left on device", error.Message, StringComparison.Ordinal);
        Assert.Equal([1], Seqs(path));

        full = false;
        await sink.WriteAsync(Report(3), default);
        Assert.Equal([1, 3], Seqs(path));
    }

    [Fact]
    public void Open_Folder_IsRefusedInOneLine() => AssertRefused(_folder.Path);

    [Fact]
    public void Open_BelowAFile_IsRefusedInOneLine()
    {
        File.WriteAllText(_folder.File("file"), "text");

        AssertRefused(_folder.File("file", "events.jsonl"));
    }

    [Fact]
    public void Open_FileOfAnotherKind_IsRefusedAndLeftAsItIs()
    {
        var path = _folder.File("notes.txt");
        File.WriteAllText(path, "no line end");

        AssertRefused(path);
        Assert.Equal("no line end", File.ReadAllText(path));
    }

    private static FrameReport Report(params int[] seqs) =>
        Samples.Report(Samples.Header(seqs[0]), [.. seqs.Select(seq => Samples.Event(seq, Samples.Header(seq), "赤い車"))]);

    private static IEnumerable<int> Seqs(string path)
    {
        var text = File.ReadAllText(path);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text.TrimEnd('\n').Split('\n').Select(line => JsonElement.Parse(line).GetProperty("seq").GetInt32());
    }

    private void AssertRefused(string path)
    {
        var error = Assert.Throws<ConfigurationException>(() => new JsonLinesSink(path, _clock));
        Assert.Contains($"'{path}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    private async Task WriteAllAsync(string path, params FrameReport[] reports)
    {
        await using var sink = new JsonLinesSink(path, _clock);
        foreach (var report in reports)
        {
            await sink.WriteAsync(report, default);
        }

        await sink.CompleteAsync(default);
    }
}
