using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>Makes what is told of a stream out of what was found in its frames: tracks, events, pictures. For one thread at a time.</summary>
/// <param name="stages">The stages of the stream.</param>
/// <param name="numbers">Where its numbers go on.</param>
internal sealed class ReportMaker(StreamStages stages, StreamNumbers numbers)
{
    private Judgement _judgement = stages.Judgement;
    private volatile bool _tracksAlive;

    /// <summary>Frames that were taken in.</summary>
    public long Frames { get; private set; }

    /// <summary>Events that began.</summary>
    public int BegunEvents { get; private set; }

    /// <summary>Whether something is being followed. May be asked by any thread.</summary>
    public bool TracksAlive => _tracksAlive;

    /// <summary>Takes in the next frame, found by the prompt of the present judgement.</summary>
    public FrameReport Track(AnalysedFrame analysed)
    {
        using var measurement = StageTimer.Measure("track");
        Frames++;
        var judged = _judgement.Decoys?.Judge(analysed.Detected) ?? new(analysed.Detected, []);
        var tracked = stages.Tracker.Update(judged.Frame);
        numbers.LastTrackId = stages.Tracker.LastId;
        _tracksAlive = tracked.Tracks.Any(track => track.State != TrackState.Ended);
        var report = stages.Events.Update(tracked, box => Sharpness.Of(analysed.Frame, box));
        stages.Requests.Offer(analysed.Frame, report);
        report = _judgement.Rejections?.Add(judged, report) ?? report;
        report = stages.Candidates?.Attach(analysed.Frame, report) ?? report;
        return Counted(stages.Pictures?.Attach(analysed.Frame, report) ?? report);
    }

    /// <summary>Judges by something else from the next frame on.</summary>
    /// <returns>The ends of events whose phrase is not sought any more.</returns>
    public FrameReport Change(Judgement next)
    {
        _judgement = next;
        stages.Tracker.Reconfigure(next.Tracker);
        return WithoutFrame(stages.Events.Reconfigure(next.Prompt.Prompt, next.Regions, next.Events));
    }

    /// <summary>Ends all open events at the last frame.</summary>
    public FrameReport EndAll(EndReason reason)
    {
        _tracksAlive = false;
        return WithoutFrame(stages.Events.EndAll(reason));
    }

    private FrameReport WithoutFrame(FrameReport report) => Counted(stages.Pictures?.Attach(report) ?? report);

    private FrameReport Counted(FrameReport report)
    {
        BegunEvents += report.Events.Count(e => e.Type == EventType.Start);
        return report;
    }
}
