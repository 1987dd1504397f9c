using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>A web server that answers every request by a file, or by pictures without end. Those without the login are refused.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const string Login = "Authorization: Basic Z3VhcmQ6aGlkZGVu"; // guard:hidden
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2? _certificate;
    private readonly string _folder;
    private readonly Task _serving;

    /// <param name="folder">Where the files are. Those that end with <c>.jpg</c> are sent again and again, as MJPEG.</param>
    /// <param name="certificate">Makes it speak TLS.</param>
    public WebServer(string folder, TestCertificate? certificate = null)
    {
        _folder = folder;
        _certificate = certificate is null ? null : X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url(string file) => $"{(_certificate is null ? "http" : "https")}://guard:hidden@127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{file}?token=hidden";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
        _certificate?.Dispose();
    }

    private async Task ServeAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                if (_certificate is not null)
                {
                    var secure = new SslStream(stream);
                    await secure.AuthenticateAsServerAsync(_certificate);
                    stream = secure;
                }

                await AnswerAsync(stream);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client has had enough, or the test.
        }
    }

    private async Task AnswerAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        var request = new List<string>();
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 } line)
        {
            request.Add(line);
        }

        if (request.Count == 0)
        {
            return;
        }

        var path = Path.Combine(_folder, Path.GetFileName(request[0].Split(' ', '?')[1]));
        if (!request.Contains(Login, StringComparer.OrdinalIgnoreCase))
        {
            await WriteAsync(stream, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        else if (!File.Exists(path))
        {
            await WriteAsync(stream, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        else if (path.EndsWith(".jpg", StringComparison.Ordinal))
        {
            await SendPicturesAsync(stream, await File.ReadAllBytesAsync(path, _end.Token));
        }
        else
        {
            var bytes = await File.ReadAllBytesAsync(path, _end.Token);
            await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n");
            await stream.WriteAsync(bytes, _end.Token);
        }
    }

    /// <summary>Five pictures a second.</summary>
    private async Task SendPicturesAsync(Stream stream, byte[] picture)
    {
        await WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=frame\r\nConnection: close\r\n\r\n");
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.2));
        do
        {
            await WriteAsync(stream, $"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n");
            await stream.WriteAsync(picture, _end.Token);
            await WriteAsync(stream, "\r\n");
        }
        while (await timer.WaitForNextTickAsync(_end.Token));
    }

    private async Task WriteAsync(Stream stream, string text) => await stream.WriteAsync(Encoding.ASCII.GetBytes(text), _end.Token);
}
