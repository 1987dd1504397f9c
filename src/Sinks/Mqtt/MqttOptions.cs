namespace Glip.Sinks;

/// <summary>One connection to a broker.</summary>
public sealed record MqttOptions
{
    public required MqttAddress Address { get; init; }

    /// <summary>Unique on the broker: <c>glip-&lt;instance&gt;</c>. A second client with the same id throws the first one out.</summary>
    public required string ClientId { get; init; }

    /// <summary>For an address with TLS.</summary>
    public MqttTls Tls { get; init; } = new();

    /// <summary>After this time without a word the other side is asked, after another one it is given up; 5 s to 18 h, whole seconds.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For name, network, TLS and the broker's answer together.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the broker says when this client is gone without a farewell; null for nothing. Its properties are not sent.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>The last message before an orderly disconnection; null for none.</summary>
    public MqttMessage? Farewell { get; init; }

    /// <summary>For farewell and disconnection together.</summary>
    public TimeSpan FarewellTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Received messages that wait to be read; the newest is dropped when there are more.</summary>
    public int ReceivedCapacity { get; init; } = 256;

    /// <summary>Received payloads are cut to so many bytes.</summary>
    public int ReceivedPayloadBytes { get; init; } = int.MaxValue;

    /// <summary>Subscriptions also bring what the broker kept of old. MQTT 3.1.1 always does that.</summary>
    public bool WantsRetained { get; init; }
}
