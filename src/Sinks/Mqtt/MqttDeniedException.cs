using Glip.Core;

namespace Glip.Sinks;

/// <summary>Broker and client do not trust each other: user, password or certificate are not accepted. Until one of them is changed it stays so.</summary>
public sealed class MqttDeniedException(string message) : UnavailableException(message);
