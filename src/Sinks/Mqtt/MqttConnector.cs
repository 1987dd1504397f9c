using System.Net;
using System.Net.Sockets;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Connects by libmosquitto: with MQTT 5, or with 3.1.1 once the broker has refused version 5, or has closed the connection twice in a row
/// before it answered. That choice stays for the life of this object.
/// </summary>
public sealed class MqttConnector : IMqttConnector
{
    private const int MostEarlyCloses = 2;

    private readonly MqttOptions _options;
    private readonly MqttFault _fault;
    private readonly TimeProvider _time;
    private int _earlyCloses;

    /// <exception cref="ConfigurationException">A file for TLS cannot be used.</exception>
    /// <exception cref="MissingPartException">libmosquitto is not installed.</exception>
    public MqttConnector(MqttOptions options, TimeProvider time)
    {
        NativePart.Require(LibMosquitto.Library, "libmosquitto1");
        if (options.Address.UsesTls)
        {
            options.Tls.Check();
        }

        (_options, _time, _fault) = (options, time, new MqttFault(options));
    }

    /// <summary>What the next connection will speak.</summary>
    public MqttVersion Version { get; private set; } = MqttVersion.V5;

    public async Task<IMqttConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var families = await FamiliesAsync(cancellationToken).ConfigureAwait(false);
        MqttEnd? end = null;
        for (var i = 0; i < families.Length && end?.Kind is null or MqttEndKind.Unreachable; i++)
        {
            // The library tries one address only, so IPv6 and IPv4 are tried one after the other, by the address of this side.
            var bindAddress = families.Length == 1 ? null : families[i] == AddressFamily.InterNetworkV6 ? "::" : "0.0.0.0";
            var connection = new MqttConnection(_options, Version);
            end = await OpenAsync(connection, bindAddress, _options.ConnectTimeout / families.Length, cancellationToken).ConfigureAwait(false);
            if (end is null)
            {
                _earlyCloses = 0;
                return connection;
            }
        }

        Learn(end!.Kind);
        throw end.Kind is MqttEndKind.Denied or MqttEndKind.Untrusted ? new MqttDeniedException(end.Message) : new UnavailableException(end.Message);
    }

    /// <returns>Null when the connection is open; else it is disposed of.</returns>
    private async Task<MqttEnd?> OpenAsync(MqttConnection connection, string? bindAddress, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var isOpen = false;
        try
        {
            var end = await connection.OpenAsync(bindAddress, either.Token).ConfigureAwait(false);
            isOpen = end is null;
            return end;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return _fault.NoAnswer(connection.Phase, patience);
        }
        finally
        {
            if (!isOpen)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Looks the name up, which the library would do in a way that cannot be broken off.</summary>
    private async Task<AddressFamily[]> FamiliesAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(_options.Address.Host, either.Token).ConfigureAwait(false);
            return [.. addresses.Select(address => address.AddressFamily).Distinct()];
        }
        catch (SocketException e)
        {
            throw new UnavailableException(_fault.NameUnknown(e.Message).Message, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new UnavailableException(_fault.NameUnknown("no answer").Message, e);
        }
    }

    private void Learn(MqttEndKind kind)
    {
        _earlyCloses = kind == MqttEndKind.ClosedEarly ? _earlyCloses + 1 : 0;
        if (kind == MqttEndKind.VersionRefused || _earlyCloses == MostEarlyCloses)
        {
            Version = MqttVersion.V311;
        }
    }
}
