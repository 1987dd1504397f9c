using Glip.Core;

namespace Glip.Host;

/// <summary>A camera from start to stop.</summary>
/// <param name="pipeline">Its way to the sinks.</param>
/// <param name="monitor">Knows how it is doing.</param>
/// <param name="maxAge">How long tracks are kept without being found.</param>
/// <param name="background">Counts what it shows when nothing is told; null for nobody.</param>
internal sealed class CameraRun(StreamPipeline pipeline, StreamMonitor monitor, TimeSpan maxAge, BackgroundRecorder? background = null) : IStreamRun
{
    // A frame that is on its way may still arrive.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private bool _away;

    public StreamMonitor Monitor => monitor;

    public async Task<bool> RunAsync(StopSignal stop)
    {
        try
        {
            var result = await pipeline.RunAsync(stop).ConfigureAwait(false);
            return result.LostEvents == 0;
        }
        finally
        {
            await SaveAsync(background?.SaveAsync()).ConfigureAwait(false);
        }
    }

    /// <summary>Things are not waited for longer than they would be if the camera still looked.</summary>
    public async Task LookAsync()
    {
        monitor.Look();
        var away = monitor.LastFrameAge > maxAge + s_patience;
        if (away && !_away)
        {
            await pipeline.EndEventsAsync(EndReason.Lost).ConfigureAwait(false);
        }

        _away = away;
        await SaveAsync(background?.SaveWhenDueAsync()).ConfigureAwait(false);
    }

    private static Task SaveAsync(Task? saving) => saving ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => pipeline.DisposeAsync();
}
