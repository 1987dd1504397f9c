using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Glip.Conversion.Tests;

/// <summary>A web server on this machine that answers request after request what it is told to, true or not, and hangs up.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _answers;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="answers">Heads and bodies, one a request; the last one is repeated.</param>
    /// <param name="https">Whether it speaks TLS, with a certificate of its own making.</param>
    public ScriptedServer(IEnumerable<string> answers, bool https = false)
    {
        _answers = new(answers);
        _certificate = https ? SelfSigned() : null;
        _listener.Start();
        _loop = ServeAsync();
    }

    /// <summary>Heads of the requests that came.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Trust in the certificate of this server, and in no other.</summary>
    public X509ChainPolicy Trust => new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { _certificate! } };

    public Uri Address(string path = "weights.pth", string user = "") =>
        new($"{(_certificate is null ? "http" : "https")}://{user}localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    /// <summary>An answer of one character a byte.</summary>
    public static string Answer(string status, string body, params string[] headers) =>
        $"HTTP/1.1 {status}\r\nConnection: close\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _stop.Dispose();
        _certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            await using var stream = await OpenAsync(client);
            Requests.Enqueue(await HeadAsync(stream));
            var answer = _answers.Count > 1 && _answers.TryDequeue(out var next) ? next : _answers.First();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), _stop.Token);
            if (answer.EndsWith('\0'))
            {
                await stream.ReadExactlyAsync(new byte[1], _stop.Token); // Silent until the client goes.
            }
        }
        catch (IOException)
        {
            // The client left.
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (_certificate is null)
        {
            return client.GetStream();
        }

        var secured = new SslStream(client.GetStream());
        await secured.AuthenticateAsServerAsync(_certificate);
        return secured;
    }

    private static async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(one);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }
}
