using System.Collections.Immutable;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Host;

/// <summary>
/// Between tracking and the sinks of a stream: gives messages their numbers and hands reports on, in order. What a frame of a camera brought is entered
/// at once and handed on when its numbers are safe, so that tracking never waits for a disk; a file waits.
/// </summary>
/// <param name="numbers">Numbers of the stream.</param>
/// <param name="sinks">Where reports go.</param>
/// <param name="whenFull">What happens when the disk is slower than the stream.</param>
internal sealed class ReportPublisher(StreamNumbers numbers, IReadOnlyList<SinkQueue> sinks, WhenFull whenFull)
{
    private const int Capacity = 16;
    private const int LiveCapacity = 256;

    private readonly StageQueue<(FrameReport Report, Task<ImmutableArray<PhraseEvent>> Numbered)> _queue =
        new("numbers", whenFull == WhenFull.Wait ? Capacity : LiveCapacity, whenFull, entry => sinks.ToList().ForEach(sink => sink.Lose(entry.Report)));

    /// <summary>Takes what a frame brought; in order, one at a time.</summary>
    public async ValueTask PublishAsync(FrameReport report, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync((report, numbers.NumberAsync(report.Events)), cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            sinks.ToList().ForEach(sink => sink.Lose(report));
        }
    }

    /// <summary>No more reports follow.</summary>
    public void Close() => _queue.Writer.TryComplete();

    /// <summary>Hands reports on until it is closed; the sinks are closed in any case.</summary>
    /// <param name="earlier">What is handed on before, with its numbers: ends of events that a killed program left open.</param>
    /// <param name="cancellationToken">Gives up what is left.</param>
    public async Task RunAsync(IEnumerable<FrameReport> earlier, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var report in earlier)
            {
                await HandOnAsync(report, cancellationToken).ConfigureAwait(false);
            }

            await foreach (var (report, numbered) in _queue.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await HandOnAsync(report with { Events = await numbered.WaitAsync(cancellationToken).ConfigureAwait(false) }, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What is safe is safe; the sinks say that they were behind.
        }
        finally
        {
            _queue.DropRest();
            foreach (var sink in sinks)
            {
                sink.Close();
            }
        }
    }

    private async ValueTask HandOnAsync(FrameReport report, CancellationToken cancellationToken)
    {
        foreach (var sink in sinks)
        {
            await sink.EnqueueAsync(report, cancellationToken).ConfigureAwait(false);
        }
    }
}
