using System.Net;
using System.Net.Sockets;

namespace Glip.Testing;

/// <summary>A broker that answers CONNECT and then says nothing any more, whatever it is sent.</summary>
public sealed class SilentBroker : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;
    private long _received;

    /// <param name="answer">The packet CONNACK.</param>
    public SilentBroker(params byte[] answer)
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync(answer);
    }

    public int Port { get; }

    /// <summary>Bytes that came after CONNECT.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Completes when the client has gone.</summary>
    public Task Ended => _serving;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        var bytes = new byte[1 << 16];
        try
        {
            using var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = await client.GetStream().ReadAtLeastAsync(bytes, 1, cancellationToken: _end.Token); // CONNECT comes in one piece
            await client.GetStream().WriteAsync(answer, _end.Token);
            for (var count = 1; count > 0;)
            {
                count = await client.GetStream().ReadAsync(bytes, _end.Token);
                Interlocked.Add(ref _received, count);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It is to end.
        }
    }
}
