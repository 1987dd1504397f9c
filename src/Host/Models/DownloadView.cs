using Glip.Conversion;
using Spectre.Console;

namespace Glip.Host;

/// <summary>How far a download is: a bar where someone watches, and lines about trouble everywhere.</summary>
internal sealed class DownloadView : IProgress<DownloadProgress>
{
    private readonly IAnsiConsole? _console;
    private readonly ProgressTask? _task;

    private DownloadView(IAnsiConsole? console, ProgressTask? task) => (_console, _task) = (console, task);

    /// <summary>Shows what <paramref name="work"/> tells while it runs.</summary>
    /// <param name="name">Stands beside the bar.</param>
    /// <param name="work">The download.</param>
    public static async Task<T> ShowAsync<T>(string name, Func<IProgress<DownloadProgress>, Task<T>> work)
    {
        if (Console.IsErrorRedirected || Console.IsOutputRedirected)
        {
            return await work(new DownloadView(console: null, task: null)).ConfigureAwait(false);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new TransferSpeedColumn(), new RemainingTimeColumn())
            .StartAsync(context => work(new DownloadView(console, context.AddTask(Markup.Escape(name))))).ConfigureAwait(false);
    }

    public void Report(DownloadProgress value)
    {
        if (value.Trouble is { } trouble)
        {
            Warn($"{trouble}; trying again");
        }

        if (_task is not null)
        {
            _task.IsIndeterminate = value.Total is null;
            _task.MaxValue = value.Total ?? double.MaxValue;
            _task.Value = value.Bytes;
        }
    }

    private void Warn(string line)
    {
        if (_console is null)
        {
            Console.Error.WriteLine($"glip: {line}");
        }
        else
        {
            _console.MarkupLineInterpolated($"[yellow]glip: {line}[/]");
        }
    }
}
