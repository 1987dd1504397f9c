using System.Net.Sockets;

namespace Glip.Ingest;

/// <summary>A socket of this machine for one writer, who is read to the end whatever happens.</summary>
internal sealed class PacketSocket : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Lazy<Task> _disposal;
    private readonly Task _reading;

    /// <param name="path">Where it is.</param>
    /// <param name="connected">Called when the writer has come.</param>
    /// <param name="read">Reads what it writes.</param>
    public PacketSocket(string path, Action connected, Func<Stream, CancellationToken, Task> read)
    {
        _disposal = new(EndAsync);
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
        _reading = ReadAsync(connected, read);
    }

    public ValueTask DisposeAsync() => new(_disposal.Value);

    private async Task EndAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync(Action connected, Func<Stream, CancellationToken, Task> read)
    {
        try
        {
            using var socket = await _listener.AcceptAsync(_end.Token);
            connected();
            await using var stream = new BufferedStream(new NetworkStream(socket), 1 << 14);
            await read(stream, _end.Token);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or OverflowException or ArgumentOutOfRangeException)
        {
            // The writer has ended or is to end; or it does not write what is expected, and goes on without us.
        }
    }
}
