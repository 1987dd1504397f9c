using Glip.Core;

namespace Glip.Sinks;

/// <summary>Makes connections to one broker.</summary>
public interface IMqttConnector
{
    /// <summary>Tries to connect once.</summary>
    /// <returns>A connection that the broker has accepted (CONNACK with reason 0).</returns>
    /// <exception cref="MqttDeniedException">User, password or certificate are not accepted, by one side or the other.</exception>
    /// <exception cref="UnavailableException">There is none, and why.</exception>
    Task<IMqttConnection> ConnectAsync(CancellationToken cancellationToken);
}
