using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>An OpenTelemetry collector that takes every message and keeps it.</summary>
internal sealed class FakeCollector : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<(string Request, string Body)> _messages = new();

    private FakeCollector(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1));
        _application = builder.Build();
        _application.Run(KeepAsync);
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Method, path and type, and the bytes as Latin-1.</summary>
    public IReadOnlyCollection<(string Request, string Body)> Messages => _messages;

    /// <param name="port">0 for any that is free.</param>
    public static async Task<FakeCollector> StartAsync(int port = 0)
    {
        var collector = new FakeCollector(port);
        await collector._application.StartAsync();
        collector.Address = new Uri(collector._application.Urls.Single());
        return collector;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _messages.Enqueue(($"{context.Request.Method} {context.Request.Path} {context.Request.ContentType}", Encoding.Latin1.GetString(body.ToArray())));
    }
}
