using Glip.Core;

namespace Glip.Host;

/// <summary>An event that came from a broker: what is needed to show it, by the names of the wire.</summary>
internal sealed record WatchedEvent(
    int Schema,
    Guid EventId,
    long Seq,
    long Skipped,
    bool Replayed,
    EventType Type,
    string Phrase,
    double Score,
    double TopScore,
    IReadOnlyList<WatchedPhrase> Phrases,
    long TrackId,
    IReadOnlyList<string> Zones,
    bool Stationary,
    double DurationS,
    DateTimeOffset PublishedAt)
{
    private const double MostSeconds = 1e9; // 30 years

    public string? Zone { get; init; }

    public string? Line { get; init; }

    public LineDirection? LineDirection { get; init; }

    public string? LineLabel { get; init; }

    public double? DwellS { get; init; }

    public DateTimeOffset? CapturedAt { get; init; }

    public IReadOnlyList<EventChange> Changes { get; init; } = [];

    public EndReason? EndReason { get; init; }

    /// <summary>When it happened; when it was sent, if that is unknown.</summary>
    public DateTimeOffset At => CapturedAt ?? PublishedAt;

    /// <summary>The score to show: at the end that of the best moment.</summary>
    public double ShownScore => Type == EventType.End ? TopScore : Score;

    /// <summary>The member whose value cannot be; null when there is none.</summary>
    public string? WrongMember =>
        Seq < 1 ? "seq" :
        Skipped < 0 || Skipped >= Seq ? "skipped" :
        Score is not (>= 0 and <= 1) ? "score" :
        TopScore is not (>= 0 and <= 1) ? "top_score" :
        DurationS is not (>= 0 and <= MostSeconds) ? "duration_s" :
        DwellS is not (null or (>= 0 and <= MostSeconds)) ? "dwell_s" :
        Phrases.Any(phrase => phrase is null) ? "phrases" :
        Zones.Any(zone => zone is null) ? "zones" :
        null;
}
