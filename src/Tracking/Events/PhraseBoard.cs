using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>All phrases that were found on one track, and which of them leads.</summary>
internal sealed class PhraseBoard(Lookout lookout)
{
    private const int MostListed = 16;

    // By how much the mean score of another phrase must be better.
    private const float Lead = 0.05f;

    private readonly List<PhraseRecord> _records = []; // in order of appearance
    private PhraseRecord? _leading;
    private int _detectedFrames;

    /// <summary>
    /// The active phrase with the highest mean score; another takes its place when it is better by 0.05, or when it alone is active.
    /// With none active the last one stays; null before the first was active.
    /// </summary>
    public SoughtPhrase? Leading => _leading?.Sought;

    /// <summary>Phrases that the track counts for.</summary>
    public IEnumerable<Phrase> Active => _records.Where(record => record.Active).Select(record => record.Sought.Phrase);

    /// <summary>The phrase with the best score in this frame among those not below their leave threshold; null when there is none.</summary>
    public PhraseScore? BestNow => _records.Where(record => record.Score >= record.Sought.LeaveThreshold).MaxBy(record => record.Score) is { } best
        ? new(best.Sought.Phrase, best.Score)
        : null;

    /// <summary>The leading phrase, then the others by their best score; at most 16.</summary>
    public ImmutableArray<EventPhrase> Listed => [.. Ordered.Take(MostListed).Select(record => record.ToEventPhrase())];

    /// <summary>The first of <see cref="Listed"/>; null when nothing that is sought was found.</summary>
    public EventPhrase? First => (_leading ?? _records.MaxBy(record => record.TopScore))?.ToEventPhrase();

    /// <summary>Those that the track counts for, in the order of <see cref="Listed"/>.</summary>
    public ImmutableArray<EventPhrase> ListedActive => _records is [var only]
        ? only.Active ? [only.ToEventPhrase()] : []
        : [.. Ordered.Where(record => record.Active).Select(record => record.ToEventPhrase())];

    /// <summary>A frame in which the track was detected.</summary>
    /// <param name="found">Phrases that were found on it; those that are not sought are left out.</param>
    /// <param name="counts">Whether a phrase counts where the track is; if not, its score is 0.</param>
    /// <param name="now">Time of the frame.</param>
    public void Observe(ImmutableArray<PhraseScore> found, Func<SoughtPhrase, bool> counts, TimeSpan now)
    {
        _detectedFrames++;
        var scores = found.ToDictionary(p => p.Phrase, p => p.Score);
        var known = _records.Select(record => record.Sought.Phrase).ToHashSet();
        _records.AddRange(found.Where(p => !known.Contains(p.Phrase)).Select(p => lookout.Find(p.Phrase)).OfType<SoughtPhrase>().Select(s => new PhraseRecord(s)));
        _records.ForEach(record => record.Observe(counts(record.Sought) ? scores.GetValueOrDefault(record.Sought.Phrase) : 0, now, lookout.Options.InactiveAfter));
        ChooseLeading();
    }

    /// <summary>A frame in which the track was not detected.</summary>
    public void Miss(TimeSpan now)
    {
        _records.ForEach(record => record.Miss(now, lookout.Options.InactiveAfter));
        ChooseLeading();
    }

    /// <summary>Forgets phrases that are not sought any more, and takes the new thresholds of the others.</summary>
    public void Reconfigure()
    {
        _records.RemoveAll(record => lookout.Find(record.Sought.Phrase) is null);
        _records.ForEach(record => record.Sought = lookout.Find(record.Sought.Phrase)!);
        _leading = _leading is { } leading && _records.Contains(leading) ? leading : null;
    }

    private IEnumerable<PhraseRecord> Ordered => _records.OrderBy(record => record != _leading).ThenByDescending(record => record.TopScore);

    private void ChooseLeading()
    {
        var best = _records.Where(record => record.Active).MaxBy(Mean);
        if (best is not null && (_leading is not { Active: true } || Mean(best) >= Mean(_leading) + Lead))
        {
            _leading = best;
        }
    }

    private float Mean(PhraseRecord record) => record.Mean(_detectedFrames);
}
