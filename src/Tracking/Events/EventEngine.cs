using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Tells the life of each object as one event, by the rules of <see cref="EventTable"/>. An object is what the tracker follows as one
/// track; one that stands still stays the same when the tracker loses it and finds it again in the same place. In one frame, messages
/// are in order of track ids.
/// </summary>
public sealed class EventEngine : IEventEngine
{
    private readonly EventStream _stream;
    private readonly Lookout _lookout;
    private readonly ObjectBook _objects;
    private readonly CoolDowns _coolDowns = new();
    private readonly FrameClock _clock = new();
    private FrameHeader _last;

    /// <param name="stream">What the events have in common.</param>
    /// <param name="prompt">What is sought.</param>
    /// <param name="options">When something is told.</param>
    /// <param name="regions">Zones and lines; null for none.</param>
    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public EventEngine(EventStream stream, Prompt prompt, EventOptions options, StreamRegions? regions = null)
    {
        options.Check();
        _stream = stream;
        _lookout = new(prompt, regions ?? StreamRegions.None, options);
        _objects = new(_lookout);
        _last = new(stream.StreamId, 0, TimeSpan.Zero, DateTimeOffset.UnixEpoch, 1, 1);
    }

    public FrameReport Update(TrackedFrame frame, Func<BoundingBox, double>? sharpness = null)
    {
        _last = frame.Header;
        _clock.Advance(_last.CapturedAt);
        var report = new ReportBuilder(_last);
        foreach (var track in frame.Tracks)
        {
            Observe(track, sharpness, report);
        }

        foreach (var life in _objects.ToList())
        {
            Step(life, ConditionOf(life), report);
        }

        return report.Complete(_objects);
    }

    public FrameReport Reconfigure(Prompt prompt, StreamRegions regions, EventOptions options)
    {
        options.Check();
        var report = new ReportBuilder(_last);
        var next = new Lookout(prompt, regions, options);
        foreach (var life in _objects.Where(life => life.Phrases.Leading is { } leading && next.Find(leading.Phrase) is null).ToList())
        {
            Step(life, EventCondition.PhraseGone, report, EndReason.PromptChanged);
        }

        _lookout.Change(prompt, regions, options);
        _coolDowns.Reconfigure(_lookout);
        foreach (var life in _objects)
        {
            life.Reconfigure();
        }

        return report.Complete(_objects);
    }

    public FrameReport EndAll(EndReason reason)
    {
        var report = new ReportBuilder(_last);
        foreach (var life in _objects.ToList())
        {
            Step(life, EventCondition.Closed, report, reason);
        }

        return report.Complete(_objects);
    }

    private void Observe(Track track, Func<BoundingBox, double>? sharpness, ReportBuilder report)
    {
        if (track.State == TrackState.Ended)
        {
            _objects.GiveUp(track.Id, _clock.Now);
            return;
        }

        var life = _objects.Of(track.Id, _last, _clock.Now);
        var better = life.Observe(track, _last, _clock.Now, sharpness);
        if (_objects.AwaitedAs(life) is { } awaited)
        {
            Step(life, EventCondition.Recognised, report);
            _objects.Adopt(track.Id, awaited);
            life = awaited;
            better = life.Observe(track, _last, _clock.Now, sharpness);
        }

        if (better)
        {
            report.Add(new BestShot(life.Id, life.Best!));
        }
    }

    private EventCondition ConditionOf(TrackLife life)
    {
        if (life.Sight == TrackState.Ended)
        {
            life.Wait(_clock.Now);
            return _objects.IsAwaited(life) && !life.LeftImage(_last.Source) ? EventCondition.Resting : EventCondition.GivenUp;
        }

        return life.Origin == BoxOrigin.Predicted ? EventCondition.Missed
            : life.State == EventState.Candidate && IsReady(life) ? EventCondition.Ready
            : EventCondition.Seen;
    }

    private bool IsReady(TrackLife life) => life.IsBelieved && life.Age >= _lookout.Options.MinDuration
        && !_coolDowns.Hold(life, life.Phrases.Leading!.Cooldown ?? _lookout.Options.Cooldown, _objects.Where(other => other.IsMissing), _clock.Now);

    private void Step(TrackLife life, EventCondition condition, ReportBuilder report, EndReason? reason = null)
    {
        var rule = EventTable.Of(life.State, condition);
        life.State = rule.Next;
        switch (rule.Told)
        {
            case EventTelling.Start:
                life.Event = new(_stream, _objects.EventIdOf(life, _stream), _lookout, life);
                report.Add(life.Event.Start(_last));
                TellRegions(life, report);
                break;
            case EventTelling.Changes:
                report.Add(life.Event!.Update(_last, _lookout.Options.UpdateInterval));
                TellRegions(life, report);
                break;
            case EventTelling.End:
                report.Add(life.Event!.End(_last, reason ?? (life.LeftImage(_last.Source) ? EndReason.Left : EndReason.Lost)));
                _coolDowns.Begin(life, _clock.Now);
                break;
        }

        if (rule.Next == EventState.Ended)
        {
            _objects.Remove(life);
            report.Forget(life.Id);
        }
    }

    private void TellRegions(TrackLife life, ReportBuilder report)
    {
        foreach (var happened in life.Regions.TakeNews())
        {
            report.Add(life.Event!.Tell(happened, _last));
        }
    }
}
