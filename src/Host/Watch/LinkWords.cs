using Glip.Sinks;

namespace Glip.Host;

/// <summary>How the connection is doing, in words.</summary>
internal static class LinkWords
{
    public static string Of(MqttAddress broker, MqttLinkStatus status) => status.State switch
    {
        MqttLinkState.Connected => $"connected to the broker {broker}",
        _ => $"{status.Reason}; trying again",
    };
}
