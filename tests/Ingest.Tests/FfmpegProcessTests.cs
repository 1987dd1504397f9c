using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

public sealed class FfmpegProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WaitAsync_ManyLinesOfErrors_KeepsLastEight()
    {
        await using var run = new FfmpegProcess().Start(
            FfmpegProgram.Ffmpeg, ["-f", "lavfi", "-i", "color=s=16x16:d=400", "-vf", "showinfo=checksum=0", "-f", "null", "-"]);

        Assert.Equal(0, await run.WaitAsync(CancellationToken.None));
        Assert.Equal(8, run.LastErrors.Count);
        Assert.Contains("n:9999", string.Join('\n', run.LastErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastErrors_LinesTaken_HoldsTheOthersOnly()
    {
        var taken = 0;
        await using var run = Script("echo mine >&2; echo other >&2; echo mine >&2", line => line == "mine" && ++taken > 0);
        await run.WaitAsync(CancellationToken.None);

        Assert.Equal(["other"], run.LastErrors);
        Assert.Equal(2, taken);
    }

    [Fact]
    public async Task LastErrors_AddressWithPassword_LeavesItOut()
    {
        await using var run = new FfmpegProcess().Start(FfmpegProgram.Ffprobe, ["-loglevel", "error", "nosuch://user:secret@host/stream"]);
        Assert.NotEqual(0, await run.WaitAsync(CancellationToken.None));
        var error = Assert.Single(run.LastErrors);

        Assert.Contains("nosuch://host/stream", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LastErrors_SecretsInManyForms_HidesThem()
    {
        var line = $"Impossible to open 'rtsp://guard:p@ss@host/a?token=abc&fps=5' p%40ssword p@ssword {new string('x', 500)}p@ssword";
        await using var run = FakeProgram.Make(_folder, "ffmpeg", $"echo \"{line}\" >&2").Start(FfmpegProgram.Ffmpeg, [], null, ["p%40ssword", "p@ssword"]);
        await run.WaitAsync(CancellationToken.None);

        Assert.StartsWith("Impossible to open 'rtsp://host/a?token=***&fps=5' *** *** xxx", Assert.Single(run.LastErrors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WaitAsync_LineReaderFails_EndsProgramAndThrows()
    {
        await using var run = Script("echo line >&2; exec sleep 1000", _ => throw new InvalidOperationException("defect"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => run.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DisposeAsync_FullPipeNobodyReads_LeavesNoProcessAndNoPipe()
    {
        var mark = _folder.File("mark");
        var run = Endless(mark);
        await run.Output.ReadExactlyAsync(new byte[1], CancellationToken.None);
        var process = Assert.Single(RunningProcesses.WithArgument(mark));
        await run.DisposeAsync();
        await run.DisposeAsync();

        Assert.False(RunningProcesses.Exists(process));
        Assert.Throws<ObjectDisposedException>(() => run.Output.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => run.Input.WriteByte(0));
        Assert.Equal(137, await run.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public async Task DisposeAsync_ProgramWithChildren_KillsThemToo()
    {
        var mark = _folder.File("child");
        var run = Script($"sh -c 'echo up; sleep 1000; :' '{mark}' & wait");
        await run.Output.ReadExactlyAsync(new byte[3], CancellationToken.None);
        Assert.NotEmpty(RunningProcesses.WithArgument(mark));
        await run.DisposeAsync();

        Assert.Empty(RunningProcesses.WithArgument(mark));
    }

    [Fact]
    public async Task DisposeAsync_ProgramHasEnded_IsQuiet()
    {
        for (var i = 0; i < 20; i++)
        {
            var run = Script("exit 3");
            Assert.Equal(3, await run.WaitAsync(CancellationToken.None));
            await run.DisposeAsync();
        }
    }

    [Fact]
    public async Task Start_RunningProgram_HasSessionOfItsOwn()
    {
        var mark = _folder.File("mark");
        await using var run = Endless(mark);
        await run.Output.ReadExactlyAsync(new byte[1], CancellationToken.None);
        var process = Assert.Single(RunningProcesses.WithArgument(mark));

        Assert.Equal(process, RunningProcesses.SessionOf(process));
    }

    [Fact]
    public async Task Output_NothingComes_ReadEndsWithCancellation()
    {
        await using var run = Script("exec sleep 1000");
        using var cancellation = new CancellationTokenSource();
        var reading = run.Output.ReadAsync(new byte[1], cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public void Start_NotInstalled_SaysHowToGetIt()
    {
        var error = Assert.Throws<MissingPartException>(() => new FfmpegProcess(_folder.Path).Start(FfmpegProgram.Ffprobe, []));

        Assert.Contains("'ffprobe' is not installed", error.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install ffmpeg", error.Message, StringComparison.Ordinal);
    }

    private static IFfmpegRun Endless(string mark) => new FfmpegProcess().Start(
        FfmpegProgram.Ffmpeg, ["-loglevel", "error", "-f", "lavfi", "-i", "color", "-metadata", $"title={mark}", "-f", "rawvideo", "pipe:1"]);

    private IFfmpegRun Script(string text, Func<string, bool>? takesLine = null) =>
        FakeProgram.Make(_folder, "ffmpeg", text).Start(FfmpegProgram.Ffmpeg, [], takesLine);
}
