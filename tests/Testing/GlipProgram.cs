using System.Diagnostics;
using System.Text;

namespace Glip.Testing;

/// <summary>The program as a user has it: a process of its own.</summary>
public sealed class GlipProgram : IAsyncDisposable
{
    /// <summary>Long enough for the slowest machine; a program that hangs is killed after it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;
    private readonly StringBuilder _errorsSoFar = new();

    private GlipProgram(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    /// <summary>What it has written to standard error by now.</summary>
    public string ErrorsSoFar
    {
        get
        {
            lock (_errorsSoFar)
            {
                return _errorsSoFar.ToString();
            }
        }
    }

    /// <summary>Starts the program that was built with the tests.</summary>
    /// <param name="folder">Working folder.</param>
    /// <param name="arguments">One argument each.</param>
    /// <param name="searchPath">PATH of the program; null for that of the tests.</param>
    public static GlipProgram Start(string folder, IEnumerable<string> arguments, string? searchPath = null)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "glip.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["GLIP_HOME"] = Repository.Root;
        start.Environment["PATH"] = searchPath ?? start.Environment["PATH"];
        return new GlipProgram(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments)
    {
        await using var program = Start(folder, arguments);
        return await program.WaitAsync();
    }

    /// <summary>Sends a signal by its name, such as <c>INT</c>.</summary>
    public void Signal(string name) => RunningProcesses.Signal(_process.Id, name);

    public bool HasExited => _process.HasExited;

    public async Task<(int ExitCode, string Output, string Errors)> WaitAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, await _output, await _errors);
    }

    private async Task<string> ReadErrorsAsync()
    {
        var characters = new char[4096];
        while (await _process.StandardError.ReadAsync(characters) is var count and > 0)
        {
            lock (_errorsSoFar)
            {
                _errorsSoFar.Append(characters, 0, count);
            }
        }

        return ErrorsSoFar;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
