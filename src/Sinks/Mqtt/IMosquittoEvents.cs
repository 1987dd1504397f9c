namespace Glip.Sinks;

/// <summary>What <see cref="Mosquitto"/> tells, during its calls and on their thread. An exception would end the program.</summary>
internal interface IMosquittoEvents
{
    /// <summary>The broker has answered CONNECT.</summary>
    void Answered(int reason, BrokerLimits limits);

    /// <summary>A message of QoS 1 is acknowledged, one of QoS 0 written.</summary>
    void Acknowledged(int id, int reason, string? words);

    /// <summary>Subscriptions are granted or refused, one reason a filter.</summary>
    void Subscribed(int id, ReadOnlySpan<int> reasons);

    void Received(MqttMessage message);

    /// <summary>The connection is closed: a reason code of the broker from 0x80 on, or a <see cref="MosquittoError"/>.</summary>
    void Closed(int reason);

    /// <summary>A warning or an error in the words of the library, or of OpenSSL.</summary>
    void Said(string line);
}
