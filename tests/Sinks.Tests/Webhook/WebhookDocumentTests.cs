using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>The server of the documents, which is the work of another language's libraries, takes what it should and nothing else.</summary>
public sealed partial class WebhookDocumentTests : IAsyncLifetime, IDisposable
{
    private const string Secret = "the secret – ключ";

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort();
    private Process? _server;

    public async Task InitializeAsync()
    {
        var example = Python().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "webhook.md"))).Groups[1].Value;
        await File.WriteAllTextAsync(_folder.File("hook.py"), example);
        var start = new ProcessStartInfo("/usr/bin/python3", [_folder.File("hook.py")]) { RedirectStandardError = true, UseShellExecute = false };
        (start.Environment["HOOK_SECRET"], start.Environment["PORT"]) = (Secret, $"{_port}");
        _server = Process.Start(start)!;
        _server.BeginErrorReadLine();
        await Waiting.UntilAsync(() => _server.HasExited || Listens());
        Assert.False(_server.HasExited);
    }

    public async Task DisposeAsync()
    {
        _server!.Kill();
        await _server.WaitForExitAsync();
    }

    public void Dispose()
    {
        _server?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Example_MessageOfGlip_IsTaken()
    {
        await using var link = Start(Secret, TimeProvider.System);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await link.EmptyAsync();

        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task Example_MessageWithAnotherSecret_IsRefused()
    {
        await using var link = Start("another", TimeProvider.System);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => link.Warnings.Count > 0);

        Assert.Contains("answers 401", Assert.Single(link.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_MessageWithoutSignature_IsRefused()
    {
        await using var link = Start(null, TimeProvider.System);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => link.Warnings.Count > 0);

        Assert.Contains("answers 401", Assert.Single(link.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Example_MessageOfLongAgo_IsRefused()
    {
        await using var link = Start(Secret, new SetClock(DateTimeOffset.UtcNow.AddHours(-1)));
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => link.Warnings.Count > 0);

        Assert.Contains("answers 401", Assert.Single(link.Warnings), StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private bool Listens()
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private RunningWebhook Start(string? secret, TimeProvider time) =>
        new(_folder, new() { Address = WebhookAddress.Parse($"http://127.0.0.1:{_port}/hook"), Secret = secret, Timeout = TimeSpan.FromHours(1) }, time);

    [GeneratedRegex(@"^```python\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex Python();
}
