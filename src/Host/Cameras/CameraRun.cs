using Glip.Core;

namespace Glip.Host;

/// <summary>A camera from start to stop.</summary>
/// <param name="pipeline">Its way to the sinks.</param>
/// <param name="stream">Its settings at the beginning.</param>
/// <param name="monitor">Knows how it is doing.</param>
/// <param name="numbers">Where its numbers go on.</param>
/// <param name="clock">Measures how long a change is waited for.</param>
/// <param name="background">Counts what it shows when nothing is told; null for nobody.</param>
internal sealed class CameraRun(
    StreamPipeline pipeline, StreamConfiguration stream, StreamMonitor monitor, StreamNumbers numbers, TimeProvider clock, BackgroundRecorder? background = null) : IStreamRun
{
    // A frame that is on its way may still arrive.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan s_longestChange = TimeSpan.FromSeconds(2);

    private bool _away;

    public StreamConfiguration InForce { get; private set; } = stream;

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

    public async Task<bool> ChangeAsync(PreparedStream next)
    {
        var change = pipeline.ChangeAsync(Judgement.Of(next, tellsRejections: true));
        numbers.Prompts.Accept(next.InForce.Prompt);
        InForce = next.InForce;
        try
        {
            await change.WaitAsync(s_longestChange, clock).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The camera is away, or the model slow: it is in force for the frames that come.
        }

        return true;
    }

    /// <summary>Things are not waited for longer than they would be if the camera still looked.</summary>
    public async Task LookAsync()
    {
        monitor.Look();
        var away = monitor.LastFrameAge > InForce.Tracker.MaxAge + s_patience;
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
