using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// A connection through TLS to a camera, whose other end is a port of this machine. ffmpeg's RTSP speaks TLS too, but believes every certificate.
/// </summary>
internal sealed class TlsTunnel : IAsyncDisposable
{
    private const int UsualPort = 322; // IANA, rtsps

    private readonly TcpClient _camera;
    private readonly SslStream _secure;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lazy<Task> _disposal;
    private readonly Task _pumping;

    private TlsTunnel(TcpClient camera, SslStream secure, SourceUrl url)
    {
        _camera = camera;
        _secure = secure;
        _disposal = new(EndAsync);
        _listener.Start(1);
        Address = (url with { Scheme = "rtsp", Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture) }).ToString();
        _pumping = PumpAsync();
    }

    /// <summary>The address of the end on this machine, with user and path as those of the camera.</summary>
    public string Address { get; }

    /// <summary>Connects to the camera and checks its certificate.</summary>
    /// <exception cref="UnavailableException">It cannot be reached, speaks no TLS, or its certificate is not to be trusted.</exception>
    public static async Task<TlsTunnel> OpenAsync(LiveSourceOptions options, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Timeout);
        var url = SourceUrl.Split(options.Address.Full)!;
        var camera = new TcpClient { NoDelay = true };
        try
        {
            return new(camera, await ConnectAsync(camera, url, options, timeout.Token), url);
        }
        catch (Exception e) when (e is SocketException or AuthenticationException or IOException or CryptographicException or OperationCanceledException)
        {
            camera.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new UnavailableException($"'{options.Address}' gives no picture: {Reason(e, options)}", e);
        }
    }

    public ValueTask DisposeAsync() => new(_disposal.Value);

    private static async Task<SslStream> ConnectAsync(TcpClient camera, SourceUrl url, LiveSourceOptions options, CancellationToken cancellationToken)
    {
        var host = url.Host.Trim('[', ']');
        await camera.ConnectAsync(host, url.Port is { } port ? int.Parse(port, CultureInfo.InvariantCulture) : UsualPort, cancellationToken);
        var secure = new SslStream(camera.GetStream());
        var check = new SslClientAuthenticationOptions
        {
            TargetHost = host,
            CertificateChainPolicy = TrustedAuthorities.Policy(options.CaFile),
            RemoteCertificateValidationCallback = (_, _, _, errors) => errors == SslPolicyErrors.None || !options.TlsVerify,
        };
        await secure.AuthenticateAsClientAsync(check, cancellationToken);
        return secure;
    }

    private static string Reason(Exception e, LiveSourceOptions options) => e switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "connection refused",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => "no such host",
        OperationCanceledException => LiveFailure.Silence(options),
        AuthenticationException when e.Message.Contains("certificate", StringComparison.OrdinalIgnoreCase) => $"its certificate is not trusted ({e.Message.TrimEnd('.')})",
        AuthenticationException or IOException => $"it does not speak TLS ({e.Message.TrimEnd('.')})",
        _ => e.Message,
    };

    private async Task PumpAsync()
    {
        try
        {
            using var player = await _listener.AcceptTcpClientAsync(_end.Token);
            _listener.Stop(); // it is for one player only
            player.NoDelay = true;
            await using var near = player.GetStream();
            Task[] directions = [near.CopyToAsync(_secure, _end.Token), _secure.CopyToAsync(near, _end.Token)];
            await Task.WhenAny(directions);
            await _end.CancelAsync();
            await Task.WhenAll(directions);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side has ended; the other one hears of it by the end of its connection.
        }
    }

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        await _pumping;
        _listener.Dispose();
        await _secure.DisposeAsync();
        _camera.Dispose();
        _end.Dispose();
    }
}
