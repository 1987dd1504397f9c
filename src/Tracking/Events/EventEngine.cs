using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Tells the life of each track as one event. It starts when the tracker believes the track (<see cref="TrackState.Tracked"/>) and a
/// phrase is active, and ends with the track. In one frame, messages are in order of track ids.
/// </summary>
public sealed class EventEngine : IEventEngine
{
    private readonly EventStream _stream;
    private readonly int _promptVersion;
    private readonly Dictionary<Phrase, SoughtPhrase> _prompt;
    private readonly EventOptions _options;
    private readonly FrameClock _clock = new();
    private readonly SortedDictionary<int, TrackLife> _lives = [];
    private readonly SortedDictionary<int, OpenEvent> _open = [];
    private FrameHeader _last;

    /// <param name="stream">What the events have in common.</param>
    /// <param name="prompt">Every phrase that tracks may carry.</param>
    /// <param name="options">When something is told.</param>
    /// <exception cref="ConfigurationException">An option is out of range.</exception>
    public EventEngine(EventStream stream, Prompt prompt, EventOptions options)
    {
        options.Check();
        _stream = stream;
        _promptVersion = prompt.Version;
        _prompt = prompt.Phrases.ToDictionary(sought => sought.Phrase);
        _options = options;
        _last = new(stream.StreamId, 0, TimeSpan.Zero, DateTimeOffset.UnixEpoch, 1, 1);
    }

    public FrameReport Update(TrackedFrame frame)
    {
        _last = frame.Header;
        var report = new ReportBuilder(_last);
        _clock.Advance(frame.Header.CapturedAt);
        foreach (var track in frame.Tracks)
        {
            if (track.State == TrackState.Ended)
            {
                End(track.Id, reason: null, found: false, report);
            }
            else
            {
                Follow(track, report);
            }
        }

        return report.Complete(_open.Values);
    }

    public FrameReport EndAll(EndReason reason)
    {
        var report = new ReportBuilder(_last);
        foreach (var life in _lives.Values.ToList())
        {
            End(life.Id, reason, life.Origin == BoxOrigin.Detected, report);
        }

        return report.Complete(_open.Values);
    }

    private void Follow(Track track, ReportBuilder report)
    {
        if (!_lives.TryGetValue(track.Id, out var life))
        {
            life = new(track.Id, _last, _clock.Now, _prompt, _options);
            _lives.Add(track.Id, life);
        }

        if (life.Observe(track, _last, _clock.Now))
        {
            report.Add(new BestShot(track.Id, life.Best!));
        }

        if (_open.TryGetValue(track.Id, out var open))
        {
            report.Add(open.Update(_last, _options.UpdateInterval));
        }
        else if (track.State == TrackState.Tracked && life.Phrases.Active.Any())
        {
            open = new(_stream, _promptVersion, life);
            _open.Add(track.Id, open);
            report.Add(open.Start(_last));
        }
    }

    private void End(int trackId, EndReason? reason, bool found, ReportBuilder report)
    {
        if (_open.Remove(trackId, out var open))
        {
            var whither = _lives[trackId].LeftImage(_last.Source) ? EndReason.Left : EndReason.Lost;
            report.Add(open.End(_last, reason ?? whither, found));
        }

        _lives.Remove(trackId);
        report.Forget(trackId);
    }
}
