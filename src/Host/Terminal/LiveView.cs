using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Spectre.Console;

namespace Glip.Host;

/// <summary>A terminal that someone watches: results scroll above one progress bar for each stream.</summary>
internal sealed class LiveView : ITerminalView
{
    private readonly IAnsiConsole _console;
    private readonly ConcurrentDictionary<string, (ProgressTask Task, Stopwatch Time)> _tasks = new(StringComparer.Ordinal);
    private ProgressContext? _context;

    private LiveView(IAnsiConsole console) => _console = console;

    /// <summary>Shows what happens while <paramref name="work"/> runs: live where standard error is a terminal, plain elsewhere.</summary>
    public static async Task<T> ShowAsync<T>(Func<ITerminalView, Task<T>> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return await work(new PlainView()).ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var view = new LiveView(console);
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                view._context = context;
                return work(view);
            }).ConfigureAwait(false);
    }

    public void Write(string line) => _console.WriteLine(line);

    public void Warn(string stream, string line) => _console.MarkupLineInterpolated($"[yellow]glip: {stream}: {Redaction.Hide(line)}[/]");

    public void Progress(string stream, TimeSpan position, TimeSpan? duration, long analysedFrames)
    {
        var (task, time) = _tasks.GetOrAdd(stream, name => (_context!.AddTask(Markup.Escape(name)), Stopwatch.StartNew()));
        var seconds = time.Elapsed.TotalSeconds;
        if (seconds > 0)
        {
            task.Description = string.Create(CultureInfo.InvariantCulture,
                $"{Markup.Escape(stream)}  {analysedFrames / seconds:0} frames/s  {position.TotalSeconds / seconds:0.0}x");
        }

        task.IsIndeterminate = duration is null;
        task.Value = duration is { Ticks: > 0 } length ? Math.Min(100, 100 * (position / length)) : 0;
    }
}
