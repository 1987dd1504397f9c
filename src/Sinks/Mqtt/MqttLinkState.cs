namespace Glip.Sinks;

/// <summary>How a link to a broker is doing.</summary>
public enum MqttLinkState
{
    Connecting,

    /// <summary>The broker has accepted the connection, nothing less.</summary>
    Connected,

    /// <summary>The last attempt or connection has failed; the next attempt comes after a pause.</summary>
    Waiting,

    /// <summary>It was ended in order, for good.</summary>
    Stopped,
}
