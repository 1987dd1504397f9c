using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>Runs ffmpeg and ffprobe as processes of their own.</summary>
public sealed partial class FfmpegProcess : IFfmpeg
{
    public IFfmpegRun Start(FfmpegProgram program, IReadOnlyList<string> arguments, Action<string>? errorLine = null)
    {
        var name = program == FfmpegProgram.Ffmpeg ? "ffmpeg" : "ffprobe";
        var path = FindOnPath(name) ?? throw new MissingPartException(
            $"the program '{name}' is not installed (not found on PATH); expected ffmpeg 5.1 or newer: run 'sudo apt-get install ffmpeg'");

        // A session of its own: Ctrl-C in the terminal reaches this program only, which then ends ffmpeg in order.
        var start = new ProcessStartInfo("setsid", [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return new Run(Process.Start(start)!, errorLine);
        }
        catch (Win32Exception e)
        {
            throw new MissingPartException($"the program 'setsid' cannot be started ({e.Message}); expected it from the package util-linux", e);
        }
    }

    private static string? FindOnPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);

    private sealed partial class Run : IFfmpegRun
    {
        private const int KeptErrorLines = 8;
        private const int LongestErrorLine = 400;
        private const int PipeBytes = 1 << 20;
        private const int SetPipeSize = 1031; // F_SETPIPE_SZ, linux/fcntl.h

        private readonly Process _process;
        private readonly Queue<string> _lastErrors = new();
        private readonly Task _errors;

        public Run(Process process, Action<string>? errorLine)
        {
            _process = process;
            EnlargePipe(process.StandardOutput.BaseStream);
            EnlargePipe(process.StandardInput.BaseStream);
            _errors = Task.Run(() => ReadErrorsAsync(errorLine));
        }

        public Stream Input => _process.StandardInput.BaseStream;

        public Stream Output => _process.StandardOutput.BaseStream;

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

        public async Task<int> WaitAsync(CancellationToken cancellationToken)
        {
            await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            await _errors.WaitAsync(cancellationToken).ConfigureAwait(false);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                _process.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                return; // disposed of before
            }

            await WaitAsync(CancellationToken.None).ConfigureAwait(false);
            _process.Dispose();
        }

        private async Task ReadErrorsAsync(Action<string>? errorLine)
        {
            while (await _process.StandardError.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                errorLine?.Invoke(line);
                Keep(line);
            }
        }

        private void Keep(string line)
        {
            var clean = Credentials().Replace(line.Length > LongestErrorLine ? line[..LongestErrorLine] : line, "://");
            lock (_lastErrors)
            {
                if (_lastErrors.Count == KeptErrorLines)
                {
                    _lastErrors.Dequeue();
                }

                _lastErrors.Enqueue(clean);
            }
        }

        /// <summary>A frame in one piece instead of in 64 KiB: fewer changes between the two processes. Without effect where not allowed.</summary>
        private static void EnlargePipe(Stream stream)
        {
            if (stream is PipeStream pipe)
            {
                _ = SetPipe(pipe.SafePipeHandle, SetPipeSize, PipeBytes);
            }
        }

        [LibraryImport("libc", EntryPoint = "fcntl")]
        private static partial int SetPipe(SafeHandle pipe, int command, int bytes);

        [GeneratedRegex("://[^/@\\s]*@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Credentials();
    }
}
