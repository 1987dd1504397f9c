using System.Net;
using System.Net.Sockets;

namespace Glip.Testing;

/// <summary>The network before a server on this machine: it can be slow, dead, cut or refuse.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly IPEndPoint _target;
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<Socket> _open = [];
    private readonly List<Task> _tasks = [];
    private volatile TaskCompletionSource _flow = new();
    private Socket? _listener;
    private long _delayTicks;
    private int _accepted;

    /// <param name="targetPort">Port of the server.</param>
    public TcpProxy(int targetPort)
    {
        _target = new IPEndPoint(IPAddress.Loopback, targetPort);
        Restore();
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; private set; }

    /// <summary>Connections accepted so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>All bytes arrive later by so much.</summary>
    public void Delay(TimeSpan time) => Interlocked.Exchange(ref _delayTicks, time.Ticks);

    /// <summary>Nothing gets through any more. Connections stay open, new ones are accepted; nobody is told, not even when the other side ends.</summary>
    public void Freeze()
    {
        if (_flow.Task.IsCompleted)
        {
            _flow = new();
        }
    }

    /// <summary>Resets all connections.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var socket in _open)
            {
                socket.LingerState = new LingerOption(enable: true, seconds: 0); // which sends RST
                socket.Close();
            }

            _open.Clear();
        }
    }

    /// <summary>New connections are refused; open ones stay.</summary>
    public void Refuse() => Interlocked.Exchange(ref _listener, null)?.Dispose();

    /// <summary>All is well again: no delay, frozen connections go on, new ones are accepted on the same port.</summary>
    public void Restore()
    {
        Delay(TimeSpan.Zero);
        _flow.TrySetResult();
        if (_listener is null)
        {
            _listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
            _listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
            _listener.Listen();
            Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
            Keep(AcceptAsync(_listener));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Refuse();
        await _end.CancelAsync();
        Cut();
        Task[] tasks;
        lock (_lock)
        {
            tasks = [.. _tasks];
        }

        await Task.WhenAll(tasks);
        _end.Dispose();
    }

    private static bool IsEnd(Exception e) => e is SocketException or ObjectDisposedException or OperationCanceledException;

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptAsync(_end.Token);
                Interlocked.Increment(ref _accepted);
                Keep(ServeAsync(near));
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It is to refuse, or to end.
        }
    }

    private async Task ServeAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        Keep(near, far);
        try
        {
            await _flow.Task.WaitAsync(_end.Token);
            await far.ConnectAsync(_target, _end.Token);
            await Task.WhenAll(PumpAsync(near, far), PumpAsync(far, near));
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Nobody is there, or all was cut.
        }
        finally
        {
            Close(near, far);
        }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var bytes = new byte[16 << 10];
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await from.ReceiveAsync(bytes, _end.Token);
                await Task.Delay(TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks)), _end.Token);
                await _flow.Task.WaitAsync(_end.Token);
                await to.SendAsync(bytes.AsMemory(0, count), _end.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (IsEnd(e))
        {
            Close(from, to); // which ends the other direction
        }
    }

    private void Keep(Task task)
    {
        lock (_lock)
        {
            _tasks.Add(task);
        }
    }

    private void Keep(params ReadOnlySpan<Socket> sockets)
    {
        lock (_lock)
        {
            _open.AddRange(sockets);
        }
    }

    private void Close(params ReadOnlySpan<Socket> sockets)
    {
        lock (_lock)
        {
            foreach (var socket in sockets)
            {
                _open.Remove(socket);
                socket.Dispose();
            }
        }
    }
}
