using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Until there was a connection once, a broker that does not accept user, password or certificate is an error that ends the program.</summary>
internal sealed class FirstConnection(IMqttConnector connector) : IMqttConnector
{
    private bool _wasMade;

    /// <exception cref="ConnectionRefusedException">User, password or certificate are wrong from the beginning.</exception>
    /// <exception cref="UnavailableException">There is no connection at present.</exception>
    public async Task<IMqttConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await connector.ConnectAsync(cancellationToken).ConfigureAwait(false);
            _wasMade = true;
            return connection;
        }
        catch (MqttDeniedException e) when (!_wasMade)
        {
            throw new ConnectionRefusedException(SafeText.Of(e.Message));
        }
    }
}
