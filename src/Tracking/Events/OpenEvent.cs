using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>An event that has started and not ended: writes its messages and remembers what the last one told.</summary>
internal sealed class OpenEvent(EventStream stream, int promptVersion, TrackLife life)
{
    // By how much the best score must rise to be told.
    private const float BestRise = 0.05f;

    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);

    private readonly Guid _id = EventIds.Of(stream, life.Id, life.StartedAt);
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

    /// <summary>The last message. The track counts for no phrase any more.</summary>
    /// <param name="header">The frame in which it ends.</param>
    /// <param name="reason">Why.</param>
    /// <param name="found">Whether the track was detected in that frame.</param>
    public PhraseEvent End(FrameHeader header, EndReason reason, bool found) => Tell(EventType.End, header) with
    {
        Phrases = [.. life.Phrases.Listed.Select(p => p with { Score = found ? p.Score : 0, Active = false })],
        Box = life.LastFoundBox.ClipTo(header.Source),
        BoxOrigin = found ? BoxOrigin.Detected : BoxOrigin.Predicted,
        EndedAt = life.LastFoundAt,
        Duration = life.AgeWhenFound,
        EndReason = reason,
    };

    public ReportedTrack ToReportedTrack(ImageSize image) => new(life.Id, life.Box.ClipTo(image), life.Origin, life.Phrases.Listed[0], life.Origin == BoxOrigin.Detected ? EventState.Confirmed : EventState.Lost);

    private ImmutableArray<EventChange> Changes(TimeSpan silence, TimeSpan updateInterval)
    {
        var changes = ImmutableArray.CreateBuilder<EventChange>();
        Add(EventChange.Phrase, life.Phrases.Leading != _toldLeading);
        Add(EventChange.Active, !_toldActive.SetEquals(life.Phrases.Active));
        Add(EventChange.Best, life.Best!.Score >= _toldBest + BestRise);
        Add(EventChange.Stationary, life.Stationary != _toldStationary);
        Add(EventChange.Periodic, updateInterval > TimeSpan.Zero && silence >= updateInterval);
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
        _toldLeading = life.Phrases.Leading;
        _toldActive = [.. life.Phrases.Active];
        _toldBest = life.Best!.Score;
        _toldStationary = life.Stationary;
    }

    private PhraseEvent Tell(EventType type, FrameHeader header) => new()
    {
        Stream = stream,
        EventId = _id,
        Type = type,
        Phrases = life.Phrases.Listed,
        TrackId = life.Id,
        Box = life.Box.ClipTo(header.Source),
        BoxOrigin = life.Origin,
        Frame = header,
        Motion = life.Motion,
        Stationary = life.Stationary,
        StartedAt = life.StartedAt,
        Duration = life.Age,
        Best = life.Best!,
        PromptVersion = promptVersion,
    };
}
