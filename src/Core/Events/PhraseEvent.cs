using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>One message about one tracked object. The life of a track is one event: a start, updates, an end.</summary>
public sealed record PhraseEvent
{
    public required EventStream Stream { get; init; }

    /// <summary>Stable over the event's life.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Number of the message in its stream, from 1, without gaps; 0 until it is given out.</summary>
    public long Seq { get; init; }

    public required EventType Type { get; init; }

    /// <summary>Every phrase the track has matched, the leading one first, at least one.</summary>
    public required ImmutableArray<EventPhrase> Phrases { get; init; }

    public required int TrackId { get; init; }

    /// <summary>In source pixels, clipped to the image.</summary>
    public required BoundingBox Box { get; init; }

    public required BoxOrigin BoxOrigin { get; init; }

    /// <summary>The frame in which it happened.</summary>
    public required FrameHeader Frame { get; init; }

    /// <summary>Zones that the object is in, in the order of the configuration.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>All zones entered so far, in that order, each once.</summary>
    public ImmutableArray<string> EnteredZones { get; init; } = [];

    /// <summary>The zone that <see cref="EventType.ZoneEnter"/>, <see cref="EventType.ZoneLeave"/> or <see cref="EventType.Dwell"/> is about.</summary>
    public string? Zone { get; init; }

    /// <summary>The line that was crossed; only in <see cref="EventType.LineCross"/>, as the next two.</summary>
    public string? Line { get; init; }

    public LineDirection? LineDirection { get; init; }

    /// <summary>The user's word for that direction; null without one.</summary>
    public string? LineLabel { get; init; }

    /// <summary>Time in <see cref="Zone"/> on this visit; only in <see cref="EventType.Dwell"/> and <see cref="EventType.ZoneLeave"/>.</summary>
    public TimeSpan? Dwell { get; init; }

    /// <summary>The limit that was reached; only in <see cref="EventType.Dwell"/>.</summary>
    public TimeSpan? DwellThreshold { get; init; }

    /// <summary>Null until the track has three detected boxes.</summary>
    public ObjectMotion? Motion { get; init; }

    public bool Stationary { get; init; }

    /// <summary>Capture time of the track's first frame.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Capture time of the last frame in which the object was detected; only in <see cref="EventType.End"/>.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From the first frame to this one; in <see cref="EventType.End"/> to the last detected one.</summary>
    public required TimeSpan Duration { get; init; }

    public required BestFrame Best { get; init; }

    /// <summary>Why an <see cref="EventType.Update"/> was sent; empty for the other types.</summary>
    public ImmutableArray<EventChange> Changes { get; init; } = [];

    public EndReason? EndReason { get; init; }

    public required int PromptVersion { get; init; }

    /// <summary>Picture of <see cref="Best"/>; null when none is kept.</summary>
    public Snapshot? Snapshot { get; init; }

    /// <summary>The phrase that the event is shown under.</summary>
    public EventPhrase Leading => Phrases[0];
}
