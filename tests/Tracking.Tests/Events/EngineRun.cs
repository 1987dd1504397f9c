using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Shows an event engine frames of hand-made tracks, a tenth of a second apart.</summary>
internal sealed class EngineRun(EventStream stream, EventOptions? options = null, Prompt? prompt = null, StreamRegions? regions = null)
{
    private static readonly EventOptions s_silent = new() { UpdateInterval = TimeSpan.Zero };

    private readonly EventOptions _options = options ?? s_silent;
    private readonly EventEngine _engine = new(stream, prompt ?? Sample.Prompt, options ?? s_silent, regions);
    private readonly Dictionary<int, int> _hits = [];
    private int _frame = -1;

    public double Now => _frame / 10.0;

    /// <summary>Every report so far.</summary>
    public List<FrameReport> Reports { get; } = [];

    public IEnumerable<PhraseEvent> Events => Reports.SelectMany(report => report.Events);

    public FrameHeader Header => Sample.Header(Now, _frame);

    public FrameReport Show(params ImmutableArray<Track> tracks)
    {
        _frame++;
        return Keep(_engine.Update(new(Header, tracks)));
    }

    /// <summary>Shows one track, found with these scores, so often.</summary>
    /// <returns>The messages.</returns>
    public List<PhraseEvent> Found(int frames, float left, params ImmutableArray<PhraseScore> scores) =>
        [.. Enumerable.Range(0, frames).SelectMany(_ => Show(Track(1, left, scores)).Events)];

    /// <summary>Person at x = 100 with a score, so often.</summary>
    public List<PhraseEvent> Person(int frames, float score) => Found(frames, 100, new PhraseScore(Sample.Person, score));

    /// <summary>Shows track 1 as not found, so often.</summary>
    public List<PhraseEvent> Lost(int frames, float left = 100) =>
        [.. Enumerable.Range(0, frames).SelectMany(_ => Show(new Track(1, Sample.Box(left), BoxOrigin.Predicted, TrackState.Lost, [], _hits[1])).Events)];

    public FrameReport Ended(int id = 1, float left = 100) => Show(new Track(id, Sample.Box(left), BoxOrigin.Predicted, TrackState.Ended, [], _hits[id]));

    /// <summary>Shows one person, found with a score of 0.8 with the left edge at these places.</summary>
    public List<PhraseEvent> Walk(int id, params ReadOnlySpan<float> lefts)
    {
        List<PhraseEvent> events = [];
        foreach (var left in lefts)
        {
            events.AddRange(Show(Track(id, left, new PhraseScore(Sample.Person, 0.8f))).Events);
        }

        return events;
    }

    /// <summary>Shows nothing, so often.</summary>
    public List<PhraseEvent> Nothing(int frames) => [.. Enumerable.Range(0, frames).SelectMany(_ => Show().Events)];

    public FrameReport Reconfigure(Prompt newPrompt, StreamRegions newRegions, EventOptions? newOptions = null) => Keep(_engine.Reconfigure(newPrompt, newRegions, newOptions ?? _options));

    public FrameReport EndAll(EndReason reason) => Keep(_engine.EndAll(reason));

    /// <summary>A track that was found; it is believed at its third hit.</summary>
    public Track Track(int id, float left, params ImmutableArray<PhraseScore> scores)
    {
        var hits = _hits[id] = _hits.GetValueOrDefault(id) + 1;
        return new(id, Sample.Box(left), BoxOrigin.Detected, hits < 3 ? TrackState.New : TrackState.Tracked, scores, hits);
    }

    private FrameReport Keep(FrameReport report)
    {
        Reports.Add(report);
        return report;
    }
}
