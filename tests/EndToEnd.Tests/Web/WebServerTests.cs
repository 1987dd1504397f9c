using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Glip.Core;
using Glip.Host;

namespace Glip.EndToEnd.Tests;

/// <summary>The web server, asked over real connections.</summary>
public sealed class WebServerTests : IAsyncLifetime, IDisposable
{
    private static readonly IPEndPoint s_anyPort = new(IPAddress.Loopback, 0);

    private readonly MetricsRegistry _registry = new();
    private readonly SetHealth _health = new();
    private readonly HttpClient _client = new();
    private WebServer _web = null!;

    public async Task InitializeAsync()
    {
        _web = await StartAsync(s_anyPort);
        _client.BaseAddress = _web.Address;
    }

    [Fact]
    public async Task Live_Always_SaysOk()
    {
        _health.Ready = false;
        using var answer = await _client.GetAsync("/health/live");

        Assert.Equal((HttpStatusCode.OK, "ok\n"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.ServiceUnavailable)]
    public async Task Ready_Service_TellsItsStreams(bool ready, HttpStatusCode expected)
    {
        var since = new DateTimeOffset(2026, 11, 21, 18, 42, 35, 123, TimeSpan.FromHours(1));
        _health.Ready = ready;
        _health.Streams =
        [
            new("front_door", StreamState.Online, null, since) { LastFrameAge = TimeSpan.FromMilliseconds(40.4) },
            new("yard", StreamState.Reconnecting, "rtsp://10.0.0.4/: no route to host", since) { Reconnects = 7 },
        ];

        using var answer = await _client.GetAsync("/health/ready");
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        using var told = JsonDocument.Parse($$"""
            {
              "ready": {{(ready ? "true" : "false")}},
              "streams": [
                { "id": "front_door", "state": "online", "since": "2026-11-21T17:42:35.123Z", "last_frame_age_s": 0.04, "reconnects": 0 },
                { "id": "yard", "state": "reconnecting", "since": "2026-11-21T17:42:35.123Z", "last_frame_age_s": null, "reconnects": 7 }
              ]
            }
            """);

        Assert.Equal((expected, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(JsonElement.DeepEquals(told.RootElement, json.RootElement), json.RootElement.GetRawText());
    }

    [Fact]
    public async Task Metrics_AsPrometheusAsks_AreItsFormat()
    {
        new FrameCounters("web_metrics").CountReceived();

        using var answer = await _client.GetAsync("/metrics");
        var text = ExpositionText.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(1, text.Value("glip_frames_in_total", "stream=\"web_metrics\""));
    }

    [Fact]
    public async Task Answer_OfAnyKind_IsNotKeptAndTellsNoServer()
    {
        using var answer = await _client.GetAsync("/health/live");

        Assert.Equal(("no-store", "nosniff"), (answer.Headers.CacheControl?.ToString(), answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Empty(answer.Headers.Server);
    }

    [Theory]
    [InlineData("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
    [InlineData("GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n\r\n", 404)]
    [InlineData("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405)]
    [InlineData("DELETE /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 405)]
    [InlineData("GET /metrics HTTP/1.1\r\n\r\n", 400)]
    [InlineData("nonsense\r\n\r\n", 400)]
    public async Task Request_ThatIsNotForIt_IsRefused(string request, int status) => Assert.Equal(status, await StatusAsync(request));

    [Fact]
    public async Task Request_TooLarge_IsRefused()
    {
        Assert.Equal(414, await StatusAsync($"GET /{new string('a', 5_000)} HTTP/1.1\r\nHost: a\r\n\r\n"));
        Assert.Equal(431, await StatusAsync($"GET /metrics HTTP/1.1\r\nHost: a\r\nA: {new string('a', 20_000)}\r\n\r\n"));
        Assert.Equal(431, await StatusAsync($"GET /metrics HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Range(0, 60).Select(i => $"A{i}: a\r\n"))}\r\n"));
    }

    [Fact]
    public async Task Health_ThatFails_IsAnErrorOfThisRequestOnly()
    {
        _health.Streams = null!;
        using var failed = await _client.GetAsync("/health/ready");
        _health.Streams = [];
        using var next = await _client.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.InternalServerError, string.Empty), (failed.StatusCode, await failed.Content.ReadAsStringAsync()));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Fact]
    public async Task StartAsync_PortInUse_IsUnavailable()
    {
        var taken = new IPEndPoint(IPAddress.Loopback, _web.Address.Port);

        var e = await Assert.ThrowsAsync<UnavailableException>(() => StartAsync(taken));

        Assert.Equal($"web.listen {taken}: another program listens there; expected a free port", e.Message);
    }

    [Fact]
    public async Task StartAsync_AddressOfAnotherMachine_IsRefused()
    {
        var e = await Assert.ThrowsAsync<ConfigurationException>(() => StartAsync(new IPEndPoint(IPAddress.Parse("192.0.2.1"), 8080)));

        Assert.Equal("web.listen 192.0.2.1:8080: not an address of this machine; expected one of its own, such as 127.0.0.1, or 0.0.0.0 for all", e.Message);
    }

    [Fact]
    public async Task DisposeAsync_HalfARequestUnderWay_EndsAndFreesThePort()
    {
        using var half = new TcpClient();
        await half.ConnectAsync(IPAddress.Loopback, _web.Address.Port);
        await half.GetStream().WriteAsync("GET /metr"u8.ToArray());
        using var idle = await _client.GetAsync("/health/live");

        await _web.DisposeAsync();

        _web = await StartAsync(new IPEndPoint(IPAddress.Loopback, _web.Address.Port));
        Assert.Equal("ok\n", await _client.GetStringAsync("/health/live"));
    }

    public Task DisposeAsync() => _web.DisposeAsync().AsTask();

    public void Dispose()
    {
        _client.Dispose();
        _registry.Dispose();
    }

    private Task<WebServer> StartAsync(IPEndPoint listen) => WebServer.StartAsync(listen, _health, new PrometheusExporter(_registry), CancellationToken.None);

    /// <summary>Sends what no client would, and reads the status of the answer.</summary>
    private async Task<int> StatusAsync(string request)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, _web.Address.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new System.IO.StreamReader(connection.GetStream());
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
