namespace Glip.Sinks;

/// <summary>How a connection, or the attempt to make one, ended.</summary>
internal enum MqttEndKind
{
    /// <summary>There was nobody at that address.</summary>
    Unreachable,

    /// <summary>Somebody was there, but no safe connection came about.</summary>
    Untrusted,

    /// <summary>The other side closed the connection before it answered CONNECT.</summary>
    ClosedEarly,

    /// <summary>The broker does not speak this version of the protocol.</summary>
    VersionRefused,

    /// <summary>The broker does not want this client at present.</summary>
    Refused,

    /// <summary>The broker does not know this client, or its password is wrong.</summary>
    Denied,

    /// <summary>There was a connection, and it broke or was ended by the broker.</summary>
    Lost,

    /// <summary>This side ended it.</summary>
    Left,
}
