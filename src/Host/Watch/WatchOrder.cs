using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>What is to be watched.</summary>
/// <param name="Connection">The broker.</param>
/// <param name="Topics">What to subscribe to.</param>
/// <param name="Filter">What of it is shown.</param>
/// <param name="Count">Events to show; null for no end.</param>
internal sealed record WatchOrder(MqttOptions Connection, WatchTopics Topics, WatchFilter Filter, int? Count)
{
    private const int WaitingMessages = 1024;

    /// <exception cref="ConfigurationException">The address or a file is wrong, or TLS is set up for a connection without it.</exception>
    public static MqttOptions Connect(string url, MqttTls tls, bool wantsRetained)
    {
        var address = MqttAddress.Parse(url);
        if (!address.UsesTls && tls != new MqttTls())
        {
            throw new ConfigurationException($"--ca-file, --cert-file, --key-file and --insecure are for TLS; expected an address with mqtts:// (found {address})");
        }

        return new MqttOptions
        {
            Address = address,
            ClientId = $"glip-watch-{Guid.NewGuid():N}"[..23], // more need not be taken by brokers of MQTT 3.1.1
            Tls = tls,
            FarewellTimeout = TimeSpan.FromSeconds(1),
            ReceivedCapacity = WaitingMessages,
            ReceivedPayloadBytes = WatchJson.MostBytes + 1,
            WantsRetained = wantsRetained,
        };
    }
}
