using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>One thing in one frame, with every phrase that was found on it. Used again for other things in later frames.</summary>
internal sealed class Body
{
    private readonly List<PhraseScore> _phrases = [];

    /// <summary>Box of the best detection, in source pixels.</summary>
    public BoundingBox Box { get; private set; }

    /// <summary>Best first, each phrase once, at least one.</summary>
    public ReadOnlySpan<PhraseScore> Phrases => CollectionsMarshal.AsSpan(_phrases);

    public float Score => _phrases[0].Score;

    /// <summary>Whether a track has it.</summary>
    public bool IsTaken { get; private set; }

    public void Begin(Detection best)
    {
        IsTaken = false;
        Box = best.Box;
        _phrases.Clear();
        Join(best);
    }

    public void Join(Detection detection) => _phrases.Add(new(detection.Phrase, detection.Score));

    public bool Has(Phrase phrase)
    {
        foreach (var (mine, _) in _phrases)
        {
            if (mine == phrase)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Gives it to a track.</summary>
    /// <returns>Its phrases, which outlive it.</returns>
    public ImmutableArray<PhraseScore> Take()
    {
        IsTaken = true;
        return [.. Phrases];
    }
}
