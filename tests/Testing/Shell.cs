using System.Diagnostics;

namespace Glip.Testing;

/// <summary>Commands as a user types them.</summary>
public sealed class Shell : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly List<string> _lines = [];

    private Shell(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>What it has written so far, on both outputs.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts a command line of the POSIX shell.</summary>
    /// <param name="command">The line; or <c>exec PROGRAM …</c>, to have no shell in between.</param>
    /// <param name="input">What it reads.</param>
    /// <param name="folder">Working folder; that of the tests when left out.</param>
    /// <param name="variables">Its environment, beside that of the tests.</param>
    public static Shell Start(string command, string input = "", string? folder = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command])
        {
            WorkingDirectory = folder ?? string.Empty,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        Feed(process.StandardInput, input);
        return new(process);
    }

    /// <summary>Runs a command line to its end.</summary>
    /// <inheritdoc cref="Start"/>
    public static async Task<(int ExitCode, string Output)> RunAsync(string command, string input = "", string? folder = null, params (string Name, string Value)[] variables)
    {
        await using var shell = Start(command, input, folder, variables);
        return (await shell.WaitAsync(), string.Join('\n', shell.Lines));
    }

    /// <summary>Waits until it has written so many lines that meet a condition.</summary>
    public Task WaitForAsync(Func<string, bool> condition, int lines = 1) => Waiting.UntilAsync(() => Lines.Count(condition) >= lines);

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        await _reading;
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private static void Feed(StreamWriter writer, string input)
    {
        try
        {
            writer.Write(input);
            writer.Close();
        }
        catch (IOException)
        {
            // It has ended without reading.
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }
        }
    }
}
