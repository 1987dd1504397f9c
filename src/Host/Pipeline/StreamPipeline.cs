using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>
/// Joins the stages of one stream: source → queue → detector → queue → tracker and events → a queue for each sink.
/// Results leave in the order of the frames, however many frames the detector looks at together.
/// </summary>
internal sealed class StreamPipeline(
    IFrameSource source,
    DetectionLanes lanes,
    PreparedPrompt prompt,
    ITracker tracker,
    IEventEngine events,
    BestPictures? pictures,
    IReadOnlyList<SinkQueue> sinks)
{
    private readonly StageQueue<Frame> _frames = new("frames", 2, WhenFull.Wait);
    private readonly StageQueue<AnalysedFrame> _analysed = new("analysed", Math.Max(1, lanes.Detector.Lanes), WhenFull.Wait);
    private long _analysedFrames;
    private int _begunEvents;
    private long _seq;

    /// <summary>Runs until the source ends or is stopped.</summary>
    /// <param name="stop">Ends the stream before its source does; events and files are closed in order.</param>
    /// <exception cref="GlipException">The source cannot be read.</exception>
    public async Task<StreamResult> RunAsync(StopSignal stop)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(stop.Analysis);
        Task[] stages =
        [
            ThenAsync(ReadAsync(stop, failure.Token), () => _frames.Writer.TryComplete()),
            ThenAsync(OrCancelAsync(DetectAsync(failure.Token), failure), () => _analysed.Writer.TryComplete()),
            ThenAsync(OrCancelAsync(TrackAsync(stop, failure.Token), failure), CloseSinks),
            .. sinks.Select(sink => OrCancelAsync(sink.RunAsync(stop.Sinks), failure)),
        ];
        try
        {
            await Task.WhenAll(stages).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Analysis.IsCancellationRequested)
        {
            // Stopped before everything had arrived.
        }
        finally
        {
            _frames.DropRest();
            _analysed.DropRest();
        }

        return new StreamResult(_analysedFrames, _begunEvents, sinks.Sum(sink => sink.LostEvents), source.End);
    }

    /// <summary>Closes the queue behind a stage, however the stage ends: what is in the queue still arrives.</summary>
    private static async Task ThenAsync(Task stage, Action close)
    {
        try
        {
            await stage.ConfigureAwait(false);
        }
        finally
        {
            close();
        }
    }

    /// <summary>A stage that fails takes the others along, so that no one waits for it. A source does not: what it gave is used.</summary>
    private static async Task OrCancelAsync(Task stage, CancellationTokenSource others)
    {
        try
        {
            await stage.ConfigureAwait(false);
        }
        catch
        {
            await others.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadAsync(StopSignal stop, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop.Source, abort);
        try
        {
            await foreach (var frame in source.ReadAsync(either.Token).ConfigureAwait(false))
            {
                await HandOnAsync(_frames, frame, abort).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsRequested && !abort.IsCancellationRequested)
        {
            // The end of the source, as wished.
        }
    }

    private async Task DetectAsync(CancellationToken abort)
    {
        await foreach (var frame in _frames.Reader.ReadAllAsync(abort).ConfigureAwait(false))
        {
            Task<DetectedFrame> detected;
            try
            {
                detected = await lanes.StartAsync(frame, prompt, abort).ConfigureAwait(false);
            }
            catch
            {
                frame.Dispose();
                throw;
            }

            await HandOnAsync(_analysed, new AnalysedFrame(frame, detected), abort).ConfigureAwait(false);
        }
    }

    private async Task TrackAsync(StopSignal stop, CancellationToken abort)
    {
        try
        {
            await foreach (var analysed in _analysed.Reader.ReadAllAsync(abort).ConfigureAwait(false))
            {
                using (analysed)
                {
                    var report = Track(analysed.Frame, await analysed.Detected.ConfigureAwait(false));
                    await PublishAsync(report, abort).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            if (_analysedFrames > 0)
            {
                var last = events.Finish(stop.IsRequested ? EndReason.Shutdown : EndReason.StreamEnded);
                await PublishAsync(Numbered(pictures?.Attach(last) ?? last), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private FrameReport Track(Frame frame, DetectedFrame detected)
    {
        _analysedFrames++;
        using (StageTimer.Measure("track"))
        {
            var report = events.Update(tracker.Update(detected));
            return Numbered(pictures?.Attach(frame, report) ?? report);
        }
    }

    private FrameReport Numbered(FrameReport report)
    {
        _begunEvents += report.Events.Count(e => e.Type == EventType.Start);
        return report with { Events = [.. report.Events.Select(e => e with { Seq = ++_seq })] };
    }

    private async ValueTask PublishAsync(FrameReport report, CancellationToken abort)
    {
        foreach (var sink in sinks)
        {
            await sink.EnqueueAsync(report, abort).ConfigureAwait(false);
        }
    }

    private void CloseSinks()
    {
        foreach (var sink in sinks)
        {
            sink.Close();
        }
    }

    private static async ValueTask HandOnAsync<T>(StageQueue<T> queue, T item, CancellationToken abort)
        where T : IDisposable
    {
        try
        {
            await queue.Writer.WriteAsync(item, abort).ConfigureAwait(false);
        }
        catch
        {
            item.Dispose();
            throw;
        }
    }
}
