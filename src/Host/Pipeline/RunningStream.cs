using Glip.Core;

namespace Glip.Host;

/// <summary>A stream of the configuration and what runs for it.</summary>
/// <param name="settings">As configured, with the prompt that was set.</param>
/// <param name="run">Null when the stream is switched off or cannot run.</param>
/// <param name="monitor">Knows how it is doing.</param>
/// <param name="program">Stops the stream too.</param>
internal sealed class RunningStream(StreamConfiguration settings, IStreamRun? run, StreamMonitor monitor, StopSignal program) : IAsyncDisposable
{
    private readonly StopSignal _stop = new(program);
    private Task<bool> _end = Task.FromResult(true);

    public StreamConfiguration Settings { get; private set; } = settings;

    /// <summary>Its settings, with the thresholds that count and the number of its prompt; as configured when nothing runs.</summary>
    public StreamConfiguration InForce => run?.InForce ?? Settings;

    public StreamMonitor Monitor => monitor;

    /// <summary>Ends with the stream; false when not all of it could be analysed and written.</summary>
    public Task<bool> End => _end;

    /// <summary>Whether it runs, or is a camera that another configuration may bring back.</summary>
    public bool MayGoOn => !_end.IsCompleted || monitor.State == StreamState.Disabled || (Settings.Camera is not null && monitor.State == StreamState.Error);

    public void Start() => _end = run is null ? _end : RunAsync(run);

    public Task LookAsync() => run is null || _end.IsCompleted ? Task.CompletedTask : run.LookAsync();

    /// <summary>Goes on with another prompt, other zones or times.</summary>
    /// <param name="wanted">The same source with other settings.</param>
    /// <param name="prepared">The same, ready.</param>
    /// <returns>Whether it could; else it must begin anew.</returns>
    public async Task<bool> ChangeAsync(StreamConfiguration wanted, PreparedStream prepared)
    {
        if (run is null || _end.IsCompleted || !await run.ChangeAsync(prepared).ConfigureAwait(false))
        {
            return false;
        }

        Settings = wanted;
        return true;
    }

    /// <summary>Stops it alone.</summary>
    public async Task StopAsync(EndReason reason)
    {
        _stop.Request(reason);
        await _end.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        if (run is not null)
        {
            await run.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    /// <summary>What goes wrong in one stream is told and leaves the others alone.</summary>
    private async Task<bool> RunAsync(IStreamRun stream)
    {
        await Task.Yield();
        try
        {
            var whole = await stream.RunAsync(_stop).ConfigureAwait(false);
            if (!_stop.IsRequested || _stop.Reason != EndReason.Disabled) // else it is told by the stream that takes its place
            {
                monitor.End(_stop.IsRequested ? StreamState.Stopped : StreamState.Ended, null);
            }

            return whole;
        }
        catch (GlipException e)
        {
            monitor.End(StreamState.Error, e.Message);
        }
        catch (Exception e)
        {
            monitor.End(StreamState.Error, $"internal error: {e.Message} ({e.GetType().Name}) {e.StackTrace}");
        }

        return false;
    }
}
