using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Keeps events of one phrase in one place apart. A place is each zone that the object is in, or, without one, the rest of the image.
/// An object is held back while every place where it is cools down for its leading phrase: when an event ended there less than the
/// cool-down ago, or one there has lost sight of its object. Those who are seen at the same time are different, and are both told.
/// </summary>
internal sealed class CoolDowns
{
    private const string NoZone = "";

    private readonly Dictionary<(Phrase Phrase, string Place), TimeSpan> _endedAt = [];

    /// <summary>An event ended.</summary>
    public void Begin(TrackLife life, TimeSpan now)
    {
        foreach (var place in Places(life))
        {
            _endedAt[(life.Phrases.Leading!.Phrase, place)] = now;
        }
    }

    /// <summary>Whether an object may not be told yet.</summary>
    /// <param name="life">The object; a phrase of it leads.</param>
    /// <param name="cooldown">Length of the cool-down; zero for none.</param>
    /// <param name="missing">Events that have lost sight of their objects.</param>
    /// <param name="now">Time of the frame.</param>
    public bool Hold(TrackLife life, TimeSpan cooldown, IEnumerable<TrackLife> missing, TimeSpan now)
    {
        if (cooldown == TimeSpan.Zero)
        {
            return false;
        }

        var phrase = life.Phrases.Leading!.Phrase;
        var awaited = missing.Where(other => other.Phrases.Leading?.Phrase == phrase).SelectMany(Places).ToHashSet(StringComparer.Ordinal);
        return Places(life).All(place => awaited.Contains(place) || (_endedAt.TryGetValue((phrase, place), out var ended) && now - ended < cooldown));
    }

    /// <summary>Forgets phrases and zones that are looked for no more.</summary>
    public void Reconfigure(Lookout lookout)
    {
        var zones = lookout.Regions.Zones.Select(zone => zone.Name).Append(NoZone).ToHashSet(StringComparer.Ordinal);
        foreach (var key in _endedAt.Keys.Where(key => lookout.Find(key.Phrase) is null || !zones.Contains(key.Place)).ToList())
        {
            _endedAt.Remove(key);
        }
    }

    private static IEnumerable<string> Places(TrackLife life) => life.Regions.Zones.DefaultIfEmpty(NoZone);
}
