using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>The video files of a stream, one after another.</summary>
/// <param name="files">In order; the first is open.</param>
/// <param name="first">The first of them.</param>
/// <param name="opener">Opens the others when their turn comes.</param>
/// <param name="monitor">Knows how the stream is doing.</param>
/// <param name="view">Told what became of each file.</param>
internal sealed class FileRun(IReadOnlyList<string> files, StreamPipeline first, FileOpener opener, StreamMonitor monitor, ITerminalView view) : IStreamRun
{
    private StreamPipeline? _present = first;
    private bool _failed;

    public StreamMonitor Monitor => monitor;

    public StreamConfiguration InForce => opener.InForce;

    /// <summary>A run over a file is named by its settings: with others it is another run.</summary>
    public Task<bool> ChangeAsync(PreparedStream next) => Task.FromResult(false);

    public async Task<bool> RunAsync(StopSignal stop)
    {
        for (var i = 0; i < files.Count && !stop.IsRequested; i++)
        {
            await RunAsync(files[i], isFirst: i == 0, stop).ConfigureAwait(false);
        }

        return !_failed;
    }

    public Task LookAsync()
    {
        monitor.Look();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _present?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task RunAsync(string path, bool isFirst, StopSignal stop)
    {
        try
        {
            _present = isFirst ? _present : await opener.OpenAsync(path, isOneOfMany: true, stop.Source).ConfigureAwait(false);
            Tell(await _present!.RunAsync(stop).ConfigureAwait(false));
        }
        catch (UnavailableException e)
        {
            Fail(e.Message);
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Tell(StreamResult result)
    {
        view.Write(string.Create(CultureInfo.InvariantCulture, $"{monitor.Id}: {result.AnalysedFrames} frames analysed, {result.Events} events"));
        if (result.End?.Damage is { } damage)
        {
            Fail(damage);
        }

        if (result.LostEvents > 0)
        {
            Fail(string.Create(CultureInfo.InvariantCulture, $"{result.LostEvents} event messages could not be written"));
        }
    }

    private void Fail(string line)
    {
        _failed = true;
        view.Warn(monitor.Id, line);
    }
}
