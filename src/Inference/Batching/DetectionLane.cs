using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Inference;

/// <summary>The way of one stream through a detector that it shares with others. Its results come in the order of its frames.</summary>
public sealed class DetectionLane : IAsyncDisposable
{
    private readonly LaneQueue _lane;
    private readonly BatchQueue _queue;
    private readonly TimeProvider _clock;

    internal DetectionLane(LaneQueue lane, BatchQueue queue, TimeProvider clock)
    {
        (_lane, _queue, _clock) = (lane, queue, clock);
    }

    /// <summary>Hands a frame over. Files wait until there is room; a live stream drops its oldest waiting frame instead.</summary>
    /// <param name="frame">Owned from here on, also when this method fails: then it counts as stopped.</param>
    /// <param name="prompt">What is sought in it; of the scheduler's detector.</param>
    /// <param name="cancellationToken">Breaks the wait off.</param>
    /// <exception cref="ChannelClosedException">The lane was completed or disposed of.</exception>
    /// <remarks>An error that ended all lanes is thrown here as it is from <see cref="ReadAsync"/>.</remarks>
    public async ValueTask SubmitAsync(Frame frame, PreparedPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            while (!_queue.TryAdd(_lane, Pending(frame, prompt)))
            {
                if (!await _lane.Waiting.Writer.WaitToWriteAsync(cancellationToken).ConfigureAwait(false))
                {
                    throw new ChannelClosedException();
                }
            }
        }
        catch
        {
            _lane.Counters.CountDropped(DropReason.Stopped);
            frame.Dispose();
            throw;
        }
    }

    /// <summary>No more frames follow; the results end after those that were submitted.</summary>
    public void Complete() => _queue.Change(_lane.Close);

    /// <summary>What was found, in the order of the frames. The reader owns each frame.</summary>
    /// <remarks>When the detector fails by a defect of the program, its exception ends the results of all lanes.</remarks>
    public async IAsyncEnumerable<AnalysedFrame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var analysed in _lane.Results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            _queue.Change(_lane.Leave);
            yield return analysed;
        }
    }

    /// <summary>
    /// Gives up what waits, waits for what the device computes (computations that no one else waits for are broken off), and gives all buffers back.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_queue.Abandon(_lane).Select(batch => batch.BreakOffAsync())).ConfigureAwait(false);
        while (await IsMoreAsync().ConfigureAwait(false))
        {
            while (_lane.Results.Reader.TryRead(out var unread))
            {
                unread.Dispose();
            }
        }
    }

    /// <summary>Waits for results; an error at their end is the reader's to know.</summary>
    private async Task<bool> IsMoreAsync()
    {
        var more = _lane.Results.Reader.WaitToReadAsync(CancellationToken.None).AsTask();
        await ((Task)more).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return more.IsCompletedSuccessfully && await more.ConfigureAwait(false);
    }

    private PendingFrame Pending(Frame frame, PreparedPrompt prompt) => new(_lane, frame, prompt)
    {
        WaitsSince = _clock.GetTimestamp(),
        Since = frame.Header.ReceivedAt ?? _clock.GetUtcNow(),
    };
}
