using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// How a track is spread over phrases: an exponential average of the scores with which it was found, over the frames in which it was found.
/// So it stays the same track when the best of its phrases changes, or when each frame finds it by another one.
/// </summary>
internal sealed class PhraseMix
{
    // Share of the newest frame: half of the average is from the last three.
    private const float Newest = 0.2f;

    // Of the largest: about ten frames without a phrase, and it is forgotten.
    private const float Least = 0.1f;

    private readonly List<PhraseScore> _average = [];

    /// <summary>Adds a frame in which the track was found.</summary>
    /// <param name="seen">Each phrase once, at least one.</param>
    public void Observe(ReadOnlySpan<PhraseScore> seen)
    {
        var newest = _average.Count == 0 ? 1 : Newest;
        for (var i = 0; i < _average.Count; i++)
        {
            _average[i] = _average[i] with { Score = (1 - newest) * _average[i].Score };
        }

        foreach (var (phrase, score) in seen)
        {
            Add(phrase, newest * score);
        }

        Forget();
    }

    /// <summary>How alike the phrases of a body are: the cosine of the angle between scores and average, in [0, 1]; 0 when none is shared.</summary>
    /// <param name="seen">Each phrase once, at least one.</param>
    public float Likeness(ReadOnlySpan<PhraseScore> seen)
    {
        float product = 0, mine = 0, theirs = 0;
        foreach (var (_, score) in _average)
        {
            mine += score * score;
        }

        foreach (var (phrase, score) in seen)
        {
            product += score * Of(phrase);
            theirs += score * score;
        }

        return product > 0 ? Math.Min(1, product / MathF.Sqrt(mine * theirs)) : 0;
    }

    private float Of(Phrase phrase)
    {
        var index = IndexOf(phrase);
        return index < 0 ? 0 : _average[index].Score;
    }

    private void Add(Phrase phrase, float score)
    {
        var index = IndexOf(phrase);
        if (index < 0)
        {
            _average.Add(new(phrase, score));
        }
        else
        {
            _average[index] = new(phrase, _average[index].Score + score);
        }
    }

    private void Forget()
    {
        var most = 0f;
        foreach (var (_, score) in _average)
        {
            most = Math.Max(most, score);
        }

        for (var i = _average.Count - 1; i >= 0; i--)
        {
            if (_average[i].Score < Least * most)
            {
                _average.RemoveAt(i);
            }
        }
    }

    private int IndexOf(Phrase phrase)
    {
        for (var i = 0; i < _average.Count; i++)
        {
            if (_average[i].Phrase == phrase)
            {
                return i;
            }
        }

        return -1;
    }
}
