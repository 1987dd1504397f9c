using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>One process. Its standard error is read from the start to the end, so that it never blocks there.</summary>
internal sealed partial class FfmpegRun : IFfmpegRun
{
    private const int KeptErrorLines = 8;
    private const int LongestErrorLine = 400;
    private const int PipeBytes = 1 << 18;
    private const int SetPipeSize = 1031; // F_SETPIPE_SZ, linux/fcntl.h

    private readonly Process _process;
    private readonly Redaction _redaction;
    private readonly Queue<string> _lastErrors = new();
    private readonly Task<int> _exit;
    private readonly Lazy<Task> _disposal;

    public FfmpegRun(Process process, Func<string, bool>? takesLine, Redaction redaction)
    {
        _process = process;
        _redaction = redaction;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        EnlargePipe(Output);
        _exit = Task.Run(() => WatchAsync(takesLine ?? (_ => false)));
        _disposal = new(EndAsync);
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public IReadOnlyList<string> LastErrors
    {
        get
        {
            lock (_lastErrors)
            {
                return [.. _lastErrors];
            }
        }
    }

    public Task<int> WaitAsync(CancellationToken cancellationToken) => _exit.WaitAsync(cancellationToken);

    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task EndAsync()
    {
        Kill();
        await ((Task)_exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Process.Dispose leaves pipes open that were handed out.
        await Input.DisposeAsync();
        await Output.DisposeAsync();
        _process.StandardError.Dispose();
        _process.Dispose();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself in this moment.
        }
    }

    private async Task<int> WatchAsync(Func<string, bool> takesLine)
    {
        try
        {
            await ReadErrorsAsync(takesLine);
        }
        catch
        {
            Kill(); // nobody reads its standard error any more
            throw;
        }
        finally
        {
            await _process.WaitForExitAsync();
        }

        return _process.ExitCode;
    }

    private async Task ReadErrorsAsync(Func<string, bool> takesLine)
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            if (!takesLine(line))
            {
                Keep(line);
            }
        }
    }

    private void Keep(string line)
    {
        var clean = _redaction.Apply(line);
        clean = clean.Length > LongestErrorLine ? clean[..LongestErrorLine] : clean;
        lock (_lastErrors)
        {
            if (_lastErrors.Count == KeptErrorLines)
            {
                _lastErrors.Dequeue();
            }

            _lastErrors.Enqueue(clean);
        }
    }

    /// <summary>
    /// Four times the usual pipe: fewer changes between the two processes. Not more, since Linux gives a user 64 MiB for all pipes together
    /// before it makes further ones tiny (fs.pipe-user-pages-soft). Without effect where not allowed.
    /// </summary>
    private static void EnlargePipe(Stream stream)
    {
        if (stream is PipeStream pipe)
        {
            _ = SetPipe(pipe.SafePipeHandle, SetPipeSize, PipeBytes);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int SetPipe(SafeHandle pipe, int command, int bytes);
}
