using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>An event that has started and not ended: writes its messages and remembers what the last one told.</summary>
internal sealed class OpenEvent(EventStream stream, Guid id, Lookout lookout, TrackLife life)
{
    // By how much the best score must rise to be told.
    private const float BestRise = 0.05f;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);

    private TimeSpan _toldAt;
    private Phrase? _toldLeading;
    private HashSet<Phrase> _toldActive = [];
    private float _toldBest;
    private bool _toldStationary;

    public PhraseEvent Start(FrameHeader header)
    {
        Remember();
        return Tell(EventType.Start, header);
    }

    /// <summary>
    /// An update, if something differs from what was told last. For one second after a message nothing is told; what changed
    /// meanwhile, and has not changed back, is told then.
    /// </summary>
    public PhraseEvent? Update(FrameHeader header, TimeSpan updateInterval)
    {
        var silence = life.Age - _toldAt;
        var changes = silence >= s_quiet ? Changes(silence, updateInterval) : [];
        if (changes.IsEmpty)
        {
            return null;
        }

        Remember();
        return Tell(EventType.Update, header) with { Changes = changes };
    }

    /// <summary>What happened between the object and a zone or a line, told in the present frame.</summary>
    public PhraseEvent Tell(RegionEvent happened, FrameHeader header) => happened.Type == EventType.LineCross
        ? Tell(happened.Type, header) with { Line = happened.Region, LineDirection = happened.Direction, LineLabel = happened.Label }
        : Tell(happened.Type, header) with { Zone = happened.Region, Dwell = happened.Dwell, DwellThreshold = happened.DwellThreshold };

    /// <summary>The last message. The track counts for no phrase any more.</summary>
    /// <param name="header">The frame in which it ends.</param>
    /// <param name="reason">Why.</param>
    public PhraseEvent End(FrameHeader header, EndReason reason) => Tell(EventType.End, header) with
    {
        Phrases = [.. life.Phrases.Listed.Select(p => p with { Active = false })],
        Box = life.LastFoundBox.ClipTo(header.Source),
        EndedAt = life.LastFoundAt,
        Duration = life.AgeWhenFound,
        EndReason = reason,
    };

    private ImmutableArray<EventChange> Changes(TimeSpan silence, TimeSpan updateInterval)
    {
        var changes = ImmutableArray.CreateBuilder<EventChange>();
        Add(EventChange.Phrase, life.Phrases.Leading?.Phrase != _toldLeading);
        Add(EventChange.Active, !_toldActive.SetEquals(life.Phrases.Active));
        Add(EventChange.Best, life.Best!.Score >= _toldBest + BestRise);
        Add(EventChange.Stationary, life.Stationary != _toldStationary);
        Add(EventChange.Periodic, updateInterval > TimeSpan.Zero && silence >= updateInterval && !life.Stationary);
        return changes.ToImmutable();

        void Add(EventChange change, bool happened)
        {
            if (happened)
            {
                changes.Add(change);
            }
        }
    }

    private void Remember()
    {
        _toldAt = life.Age;
        _toldLeading = life.Phrases.Leading?.Phrase;
        _toldActive = [.. life.Phrases.Active];
        _toldBest = Math.Max(_toldBest, life.Best!.Score);
        _toldStationary = life.Stationary;
    }

    private PhraseEvent Tell(EventType type, FrameHeader header) => new()
    {
        Stream = stream,
        EventId = id,
        Type = type,
        Phrases = life.Phrases.Listed,
        TrackId = life.Id,
        Box = life.Box.ClipTo(header.Source),
        BoxOrigin = life.Origin,
        Frame = header,
        Zones = life.Regions.Zones,
        EnteredZones = life.Regions.EnteredZones,
        Motion = life.Motion,
        Stationary = life.Stationary,
        StartedAt = life.StartedAt,
        Duration = life.Age,
        Best = life.Best!,
        PromptVersion = lookout.PromptVersion,
    };
}
