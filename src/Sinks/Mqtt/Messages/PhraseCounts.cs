using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Counts the open events of one stream by phrase, and by zone and phrase. An event counts for all its active phrases and in all zones it is in.</summary>
public sealed class PhraseCounts
{
    private readonly Dictionary<Guid, (string Slug, string? Zone)[]> _open = [];
    private ImmutableArray<PhraseCount> _counts = [];

    /// <summary>All counts, those of zero too: phrases in the order of the prompt, for the stream first, then for its zones.</summary>
    public ImmutableArray<PhraseCount> All => _counts;

    /// <summary>Counts these phrases and zones from now on: <see cref="All"/> is to be told anew.</summary>
    /// <param name="slugs">Of the phrases that are sought.</param>
    /// <param name="zones">Names of the zones.</param>
    public void Seek(IEnumerable<string> slugs, IEnumerable<string> zones)
    {
        string?[] places = [null, .. zones];
        _counts = [.. slugs.SelectMany(slug => places.Select(zone => new PhraseCount(zone, slug, 0)))];
        Count();
    }

    /// <summary>Takes in messages, in order.</summary>
    /// <returns>The counts that are different now.</returns>
    public ImmutableArray<PhraseCount> Take(IEnumerable<PhraseEvent> events)
    {
        foreach (var phraseEvent in events)
        {
            if (phraseEvent.Type == EventType.End)
            {
                _open.Remove(phraseEvent.EventId);
            }
            else
            {
                _open[phraseEvent.EventId] = Places(phraseEvent);
            }
        }

        return Count();
    }

    private static (string Slug, string? Zone)[] Places(PhraseEvent phraseEvent)
    {
        string?[] zones = [null, .. phraseEvent.Zones];
        return [.. phraseEvent.Phrases.Where(phrase => phrase.Active).SelectMany(phrase => zones.Select(zone => (phrase.Sought.Phrase.Slug, zone)))];
    }

    private ImmutableArray<PhraseCount> Count()
    {
        var sums = _open.Values.SelectMany(places => places).CountBy(place => place).ToDictionary();
        var before = _counts;
        _counts = [.. before.Select(count => count with { Count = sums.GetValueOrDefault((count.Slug, count.Zone)) })];
        return [.. _counts.Except(before)];
    }
}
