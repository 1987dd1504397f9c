using System.Net;
using System.Net.Sockets;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>What other tests rely on: that the proxy does what it is told.</summary>
public sealed class TcpProxyTests : IAsyncLifetime, IDisposable
{
    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly TcpProxy _proxy;

    public TcpProxyTests()
    {
        _server.Start();
        _proxy = new TcpProxy(((IPEndPoint)_server.LocalEndpoint).Port);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Restore_AtFirst_ForwardsBothWays()
    {
        using var near = await ConnectAsync();
        using var far = await _server.AcceptSocketAsync();
        await near.SendAsync(new byte[] { 1 });
        Assert.Equal(1, await ReadAsync(far));
        await far.SendAsync(new byte[] { 2 });
        Assert.Equal(2, await ReadAsync(near));
        Assert.Equal(1, _proxy.Accepted);

        far.Close();
        Assert.Equal(-1, await ReadAsync(near));
    }

    [Fact]
    public async Task Freeze_OpenConnection_StaysAndGetsTheRestLater()
    {
        using var near = await ConnectAsync();
        using var far = await _server.AcceptSocketAsync();
        _proxy.Freeze();
        await far.SendAsync(new byte[] { 1 });
        far.Close();
        using var second = await ConnectAsync();
        await Waiting.UntilAsync(() => _proxy.Accepted == 2);
        Assert.False(near.Poll(TimeSpan.FromMilliseconds(100), SelectMode.SelectRead));
        Assert.False(_server.Pending());

        _proxy.Restore();
        Assert.Equal(1, await ReadAsync(near));
        Assert.Equal(-1, await ReadAsync(near));
        using var other = await _server.AcceptSocketAsync();
    }

    [Fact]
    public async Task Cut_OpenConnection_IsReset()
    {
        using var near = await ConnectAsync();
        using var far = await _server.AcceptSocketAsync();
        _proxy.Cut();

        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAsync<SocketException>(() => ReadAsync(near))).SocketErrorCode);
        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAsync<SocketException>(() => ReadAsync(far))).SocketErrorCode);
        using var again = await ConnectAsync();
    }

    [Fact]
    public async Task Refuse_UntilRestored_TakesNoNewConnections()
    {
        using var near = await ConnectAsync();
        using var far = await _server.AcceptSocketAsync();
        _proxy.Refuse();
        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAsync<SocketException>(ConnectAsync)).SocketErrorCode);
        await near.SendAsync(new byte[] { 1 });
        Assert.Equal(1, await ReadAsync(far));

        _proxy.Restore();
        using var again = await ConnectAsync();
    }

    [Fact]
    public async Task Delay_OpenConnection_ForwardsLater()
    {
        var delay = TimeSpan.FromMilliseconds(200);
        using var near = await ConnectAsync();
        using var far = await _server.AcceptSocketAsync();
        _proxy.Delay(delay);
        var sent = TimeProvider.System.GetTimestamp();
        await near.SendAsync(new byte[] { 1 });

        Assert.Equal(1, await ReadAsync(far));
        Assert.True(TimeProvider.System.GetElapsedTime(sent) >= delay - TimeSpan.FromMilliseconds(20)); // the timer's precision
    }

    /// <summary>A byte, or -1 at the end.</summary>
    private static async Task<int> ReadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var bytes = new byte[1];
        return await socket.ReceiveAsync(bytes, patience.Token) == 0 ? -1 : bytes[0];
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _proxy.Port);
        return socket;
    }
}
