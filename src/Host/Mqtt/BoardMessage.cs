using Glip.Sinks;

namespace Glip.Host;

/// <summary>What a topic of the board is to say.</summary>
/// <param name="Message">The message.</param>
/// <param name="Rank">Those with a lower rank are sent first.</param>
/// <param name="Pace">Shortest time between two messages: of those that come faster only the last is sent.</param>
internal readonly record struct BoardMessage(MqttMessage Message, int Rank, TimeSpan Pace = default);
