using Glip.Core;

namespace Glip.Tracking;

/// <summary>The best of one track.</summary>
/// <param name="minHits">Frames in which a thing must be found.</param>
/// <param name="highScore">Score from which tracks begin in earnest.</param>
/// <param name="begin">When it is first seen.</param>
internal sealed class TrackPeak(int minHits, float highScore, TimeSpan begin)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    private readonly List<float> _best = []; // scores of whatever phrase, highest first, at most minHits
    private readonly Dictionary<Phrase, float> _top = [];
    private TimeSpan _begin = begin;
    private bool _believed;

    public void Observe(Track track)
    {
        _believed |= track.State == TrackState.Tracked;
        if (track.Phrases.IsEmpty)
        {
            return;
        }

        var score = track.Phrases.Max(phrase => phrase.Score);
        var place = _best.FindIndex(other => other < score);
        _best.Insert(place < 0 ? _best.Count : place, score);
        _best.RemoveRange(Math.Min(minHits, _best.Count), Math.Max(0, _best.Count - minHits));
        foreach (var (phrase, found) in track.Phrases)
        {
            _top[phrase] = Math.Max(found, _top.GetValueOrDefault(phrase));
        }
    }

    /// <summary>Peaks of the last minute, when it is over.</summary>
    public IReadOnlyList<PhraseScore> TakeWhenDue(TimeSpan now)
    {
        if (now - _begin < s_longest)
        {
            return [];
        }

        _begin = now;
        return Take();
    }

    /// <summary>A peak of each phrase since the last time; none while it is not believed.</summary>
    public IReadOnlyList<PhraseScore> Take()
    {
        if (!_believed)
        {
            return [];
        }

        var steady = _best[^1];
        PhraseScore[] peaks = [.. _top.Select(phrase => new PhraseScore(phrase.Key, steady >= highScore ? phrase.Value : Math.Min(phrase.Value, steady)))];
        _top.Clear();
        return peaks;
    }
}
