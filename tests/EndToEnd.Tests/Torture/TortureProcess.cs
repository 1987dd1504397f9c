using System.Diagnostics;
using System.Globalization;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The <see cref="TortureChild"/> as a process, once after the other.</summary>
internal sealed class TortureProcess : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string[] _rest;
    private Process _process;
    private int _runs;

    /// <param name="folder">Of outbox and logs.</param>
    /// <param name="port">Of the broker.</param>
    /// <param name="options">How much it writes.</param>
    public TortureProcess(string folder, int port, TortureOptions options)
    {
        _folder = folder;
        _rest = [.. new[] { port, options.Messages, options.Rate }.Select(number => number.ToString(CultureInfo.InvariantCulture))];
        _process = Start();
    }

    /// <summary>Logs of all runs below a folder, in order.</summary>
    public static IEnumerable<string> Logs(string folder) => Directory.EnumerateFiles(folder, "run-*.log").Order(StringComparer.Ordinal);

    /// <summary>Kills it and starts it again.</summary>
    public async Task KillAsync(TimeSpan pause)
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Task.Delay(pause);
        _process = Start();
    }

    /// <summary>Waits for something that needs the program.</summary>
    /// <exception cref="InvalidOperationException">The program has ended by itself.</exception>
    public Task UntilAsync(Func<bool> condition) => Waiting.UntilAsync(() =>
        condition() || (_process.HasExited ? throw new InvalidOperationException($"The program ended by itself, with {_process.ExitCode}.") : false));

    /// <summary>Waits until all is written and has arrived, or nothing more arrives, and ends it in order.</summary>
    public async Task FinishAsync(TortureReader reader)
    {
        await UntilAsync(() => File.ReadLines(Logs(_folder).Last()).LastOrDefault() == TortureLog.Done);
        var confirmed = TortureVerdict.Said(_folder, "confirmed").ToList();
        try
        {
            await UntilAsync(() => confirmed.All(reader.Has));
        }
        catch (TimeoutException)
        {
            // The verdict says what is missing.
        }

        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private Process Start()
    {
        var log = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"run-{_runs++:000}.log"));
        string[] arguments = [typeof(TortureChild).Assembly.Location, TortureChild.Command, _folder, log, .. _rest];
        return Process.Start(new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardInput = true })!;
    }
}
