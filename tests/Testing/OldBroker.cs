using System.Net;
using System.Net.Sockets;

namespace Glip.Testing;

/// <summary>Stands before a broker and gives clients that speak MQTT 5 a fixed answer; older ones are let through.</summary>
public sealed class OldBroker : IAsyncDisposable
{
    private const int Version5 = 5;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _answer;
    private readonly List<int> _versions = [];
    private readonly int _broker;
    private readonly Task _serving;

    /// <param name="broker">Port of the broker.</param>
    /// <param name="answer">What a client that speaks MQTT 5 gets before the connection is closed; may be empty.</param>
    public OldBroker(int broker, params byte[] answer)
    {
        (_broker, _answer) = (broker, answer);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    public int Port { get; }

    /// <summary>The versions that clients asked for, in order.</summary>
    public IReadOnlyList<int> Versions => _versions;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It is to end.
        }
    }

    private async Task TalkAsync(NetworkStream client)
    {
        var start = new byte[9]; // type, length in one byte, "MQTT" with its length, version
        await client.ReadExactlyAsync(start, _end.Token);
        _versions.Add(start[8]);
        if (start[8] == Version5)
        {
            await client.WriteAsync(_answer, _end.Token);
            return;
        }

        using var broker = new TcpClient();
        await broker.ConnectAsync(IPAddress.Loopback, _broker, _end.Token);
        await broker.GetStream().WriteAsync(start, _end.Token);
        await Task.WhenAny(client.CopyToAsync(broker.GetStream(), _end.Token), broker.GetStream().CopyToAsync(client, _end.Token));
    }
}
