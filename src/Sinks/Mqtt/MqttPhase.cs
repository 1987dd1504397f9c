namespace Glip.Sinks;

/// <summary>How far a connection has come.</summary>
internal enum MqttPhase
{
    /// <summary>TCP is not connected yet.</summary>
    Reaching,

    /// <summary>TLS and CONNECT; the broker has not answered yet.</summary>
    Greeting,

    /// <summary>The broker has accepted the connection.</summary>
    Connected,

    /// <summary>DISCONNECT is on its way.</summary>
    Leaving,
}
