using System.Collections.Immutable;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>How events are told in the way of Frigate.</summary>
/// <param name="Prefix">What stands before all its topics.</param>
/// <param name="EventsQos">Of events: Frigate's own 0, or 1 through the outbox.</param>
/// <param name="Labels">Labels by slug of the phrase, where they differ.</param>
internal sealed record FrigateSettings(string Prefix, MqttQos EventsQos, ImmutableSortedDictionary<string, string> Labels);
