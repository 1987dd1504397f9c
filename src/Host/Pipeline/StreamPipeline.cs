using Glip.Core;
using Glip.Inference;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>
/// Joins the stages of one stream: source → mask and gate → model → tracker and events → numbers → a queue for each sink.
/// Results leave in the order of the frames, however many frames the model looks at together.
/// </summary>
/// <param name="stages">The stages; the pipeline disposes of source, lane and sinks.</param>
/// <param name="numbers">Where the numbers of the stream go on.</param>
internal sealed class StreamPipeline(StreamStages stages, StreamNumbers numbers) : IAsyncDisposable
{
    private readonly SemaphoreSlim _tracking = new(1, 1); // not disposed of: whoever looks after the stream may still hold it
    private readonly Changeover _changes = new(stages.Judgement);
    private readonly ReportMaker _maker = new(stages, numbers);
    private readonly ReportPublisher _publisher = new(numbers, stages.Sinks, stages.WhenFull);

    /// <summary>Called with what each frame brought, in order, before its messages have their numbers; must not wait.</summary>
    public Action<FrameReport>? Tracked { get; init; }

    /// <summary>What the sinks get first, with its numbers.</summary>
    public IReadOnlyList<FrameReport> Earlier { get; init; } = [];

    /// <summary>Runs until the source ends or is stopped.</summary>
    /// <param name="stop">Ends the stream before its source does; events and files are closed in order.</param>
    /// <exception cref="GlipException">The source cannot be read.</exception>
    public async Task<StreamResult> RunAsync(StopSignal stop)
    {
        using var failure = CancellationTokenSource.CreateLinkedTokenSource(stop.Analysis);
        Task[] stagesAtWork =
        [
            ThenAsync(ReadAsync(stop, failure.Token), stages.Lane.Complete),
            ThenAsync(OrCancelAsync(TrackAsync(stop, failure.Token), failure), _publisher.Close),
            OrCancelAsync(_publisher.RunAsync(Earlier, stop.Sinks), failure),
            .. stages.Sinks.Select(sink => OrCancelAsync(sink.RunAsync(stop.Sinks), failure)),
        ];
        try
        {
            await Task.WhenAll(stagesAtWork).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.Analysis.IsCancellationRequested)
        {
            // Stopped before everything had arrived.
        }
        finally
        {
            await stages.Lane.DisposeAsync().ConfigureAwait(false);
        }

        return new StreamResult(_maker.Frames, _maker.BegunEvents, stages.Sinks.Sum(sink => sink.LostEvents), stages.Source.End);
    }

    /// <summary>Judges by something else, between two frames: those that are on their way are still judged by what was sought in them.</summary>
    /// <returns>Ends when the first frame is judged by it, or by a later one, or the stream has ended; not as long as no frame comes.</returns>
    public Task ChangeAsync(Judgement judgement) => _changes.Begin(judgement);

    /// <summary>Ends all open events, as when the source has been away for too long. The stream goes on.</summary>
    public async Task EndEventsAsync(EndReason reason)
    {
        await _tracking.WaitAsync().ConfigureAwait(false);
        try
        {
            await PublishAsync(_maker.EndAll(reason), CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _tracking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stages.Source.DisposeAsync().ConfigureAwait(false);
        await stages.Lane.DisposeAsync().ConfigureAwait(false);
        foreach (var sink in stages.Sinks)
        {
            await sink.DisposeAsync().ConfigureAwait(false);
        }
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
            await foreach (var frame in stages.Source.ReadAsync(either.Token).ConfigureAwait(false))
            {
                stages.Counters.CountReceived();
                var (judgement, isComing) = _changes.Next();
                if (IsWorthALook(frame, asked: isComing || stages.Requests.Waiting))
                {
                    await stages.Lane.SubmitAsync(frame, judgement.Prompt, abort).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsRequested && !abort.IsCancellationRequested)
        {
            // The end of the source, as wished.
        }
    }

    /// <summary>A frame that is not is counted and given back.</summary>
    private bool IsWorthALook(Frame frame, bool asked)
    {
        stages.CameraMotion?.Measure(frame); // before the mask, whose edges stand still
        stages.Mask?.Apply(frame);
        if (stages.Gate?.Look(frame, _maker.TracksAlive, asked) != GateDecision.Still)
        {
            return true;
        }

        stages.Counters.CountGated();
        frame.Dispose();
        return false;
    }

    private async Task TrackAsync(StopSignal stop, CancellationToken abort)
    {
        try
        {
            await foreach (var analysed in stages.Lane.ReadAsync(abort).ConfigureAwait(false))
            {
                using (analysed)
                {
                    await TrackAsync(analysed, abort).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            _changes.End();
            if (_maker.Frames > 0)
            {
                await PublishAsync(_maker.EndAll(stop.IsRequested ? stop.Reason : EndReason.StreamEnded), CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task TrackAsync(AnalysedFrame analysed, CancellationToken abort)
    {
        await _tracking.WaitAsync(abort).ConfigureAwait(false);
        try
        {
            if (_changes.ComingWith(analysed.Prompt) is { } coming)
            {
                await ChangeAsync(coming, abort).ConfigureAwait(false);
            }

            await PublishAsync(_maker.Track(analysed), abort).ConfigureAwait(false);
        }
        finally
        {
            _tracking.Release();
        }
    }

    private async Task ChangeAsync(Judgement judgement, CancellationToken abort)
    {
        var report = _maker.Change(judgement);
        if (!report.Events.IsEmpty)
        {
            await PublishAsync(report, abort).ConfigureAwait(false);
        }

        _changes.Complete(judgement);
    }

    private async ValueTask PublishAsync(FrameReport report, CancellationToken abort)
    {
        StreamMeasures.Events(report);
        Tracked?.Invoke(report);
        await _publisher.PublishAsync(report, abort).ConfigureAwait(false);
    }
}
