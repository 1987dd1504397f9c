using System.Threading.Channels;
using Glip.Core;

namespace Glip.Host;

/// <summary>A sink with the queue before it. A sink that fails is named once, missed messages are counted, and it is tried again with the next report.</summary>
internal sealed class SinkQueue : IAsyncDisposable
{
    private const int Capacity = 16;
    private const int LiveCapacity = 64;

    private readonly ISink _sink;
    private readonly Action<string> _warn;
    private readonly StageQueue<FrameReport> _queue;
    private int _lostEvents;
    private bool _failing;
    private volatile bool _givenUp;

    /// <param name="sink">Where the reports go.</param>
    /// <param name="whenFull">What happens when the sink is slower than the stream.</param>
    /// <param name="warn">Receives one line when the sink begins to fail.</param>
    public SinkQueue(ISink sink, WhenFull whenFull, Action<string> warn)
    {
        _sink = sink;
        _warn = warn;
        _queue = new(sink.Name, whenFull == WhenFull.Wait ? Capacity : LiveCapacity, whenFull, Lose);
    }

    /// <summary>Events that the sink could not write.</summary>
    public int LostEvents => Volatile.Read(ref _lostEvents);

    /// <summary>Hands a report over; when the sink has failed for good, its events are counted as lost, and when it was stopped, told already.</summary>
    public async ValueTask EnqueueAsync(FrameReport report, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(report, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            Lose(report);
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
                if (!await TryAsync(() => _sink.WriteAsync(report, cancellationToken)).ConfigureAwait(false))
                {
                    Lose(report);
                }
            }

            await TryAsync(() => _sink.CompleteAsync(cancellationToken)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is written stays valid: disposing of a sink closes its target in order.
            _givenUp = true;
            _warn($"{_sink.Name}: was behind when it was stopped; what came last is missing in it");
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
        return _sink.DisposeAsync();
    }

    /// <summary>What is missing because the sink was stopped is no failure, and was told then.</summary>
    public void Lose(FrameReport report) => Interlocked.Add(ref _lostEvents, _givenUp ? 0 : report.Events.Length);

    private async Task<bool> TryAsync(Func<ValueTask> write)
    {
        try
        {
            using (StageTimer.Measure("sink"))
            {
                await write().ConfigureAwait(false);
            }

            _failing = false;
            return true;
        }
        catch (UnavailableException e)
        {
            if (!_failing)
            {
                _failing = true;
                _warn($"{_sink.Name}: {e.Message}");
            }

            return false;
        }
    }
}
