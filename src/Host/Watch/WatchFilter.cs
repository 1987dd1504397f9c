using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>Which events are shown. Streams are chosen by what is subscribed to, so that numbers can be followed.</summary>
/// <param name="Slugs">Phrases by their slugs; empty for all.</param>
/// <param name="Types">Types of messages; empty for all.</param>
internal sealed record WatchFilter(ImmutableHashSet<string> Slugs, ImmutableHashSet<EventType> Types)
{
    private static readonly ImmutableSortedDictionary<string, EventType> s_types = Enum.GetValues<EventType>()
        .ToImmutableSortedDictionary(type => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()), type => type, StringComparer.Ordinal);

    /// <param name="phrases">Texts or slugs.</param>
    /// <param name="types">Names as on the wire.</param>
    /// <exception cref="ConfigurationException">There is no such phrase or type.</exception>
    public static WatchFilter Of(IEnumerable<string> phrases, IEnumerable<string> types) =>
        new([.. phrases.Select(phrase => new Phrase(phrase).Slug)], [.. types.Select(TypeOf)]);

    public bool Matches(WatchedEvent e) =>
        (Types.IsEmpty || Types.Contains(e.Type)) && (Slugs.IsEmpty || e.Phrases.Any(phrase => Slugs.Contains(phrase.Slug)));

    private static EventType TypeOf(string name) => s_types.TryGetValue(name, out var type)
        ? type
        : throw new ConfigurationException($"--type '{name}' is unknown{(NearestName.Of(name, s_types.Keys) is { } near ? $"; did you mean '{near}'?" : string.Empty)}; expected one of {string.Join(", ", s_types.Keys)}");
}
