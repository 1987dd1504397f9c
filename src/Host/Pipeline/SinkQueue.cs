using System.Threading.Channels;
using Glip.Core;

namespace Glip.Host;

/// <summary>A sink with the queue before it. A sink that fails is named once, missed messages are counted, and it is tried again with the next report.</summary>
/// <param name="sink">Where the reports go.</param>
/// <param name="whenFull">What happens when the sink is slower than the stream.</param>
/// <param name="warn">Receives one line when the sink begins to fail.</param>
internal sealed class SinkQueue(ISink sink, WhenFull whenFull, Action<string> warn) : IAsyncDisposable
{
    private const int Capacity = 16;

    private readonly StageQueue<FrameReport> _queue = new(sink.Name, Capacity, whenFull);
    private bool _failing;

    /// <summary>Events that the sink could not write.</summary>
    public int LostEvents { get; private set; }

    /// <summary>Hands a report over; when the sink has been given up, its events are counted as lost.</summary>
    public async ValueTask EnqueueAsync(FrameReport report, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(report, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            LostEvents += report.Events.Length;
        }
    }

    /// <summary>No more reports follow.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Feeds the sink until the queue is closed, then completes it; on cancellation completes it at once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var report in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await TryAsync(() => sink.WriteAsync(report, cancellationToken), report.Events.Length).ConfigureAwait(false);
            }

            await TryAsync(() => sink.CompleteAsync(cancellationToken), lostEvents: 0).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is written stays valid: disposing of a sink closes its target in order.
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the sink in order, be it that it never ran.</summary>
    public ValueTask DisposeAsync()
    {
        _queue.DropRest();
        return sink.DisposeAsync();
    }

    private async Task TryAsync(Func<ValueTask> write, int lostEvents)
    {
        try
        {
            using (StageTimer.Measure("sink"))
            {
                await write().ConfigureAwait(false);
            }

            _failing = false;
        }
        catch (UnavailableException e)
        {
            LostEvents += lostEvents;
            if (!_failing)
            {
                _failing = true;
                warn($"{sink.Name}: {e.Message}");
            }
        }
    }
}
