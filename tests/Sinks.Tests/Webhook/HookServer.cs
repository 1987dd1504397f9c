using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Glip.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Glip.Sinks.Tests;

/// <summary>A web server that notes what it is sent.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<HookRequest> _requests = new();
    private readonly WebApplication _application;

    private HookServer(WebApplication application) => _application = application;

    public IReadOnlyList<HookRequest> Requests => [.. _requests];

    public Uri Address { get; private set; } = null!;

    /// <summary>Listens from its return on.</summary>
    /// <param name="answer">Answers a request; gets its number, from 1. Null for 204 to all.</param>
    /// <param name="port">0 for a free one.</param>
    /// <param name="certificate">Null without TLS.</param>
    public static async Task<HookServer> StartAsync(Func<HttpContext, int, Task>? answer = null, int port = 0, TestCertificate? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, port, endpoint =>
        {
            if (certificate is not null)
            {
                endpoint.UseHttps(X509Certificate2.CreateFromPemFile(certificate.CertificatePath, certificate.KeyPath));
            }
        }));
        var server = new HookServer(builder.Build());
        server._application.Run(context => server.AnswerAsync(context, answer ?? AcceptAsync));
        await server._application.StartAsync();
        server.Address = new(server._application.Urls.Single());
        return server;
    }

    /// <summary>An answer with a status.</summary>
    public static Task AnswerAsync(HttpContext context, int status, string text = "")
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(text);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static Task AcceptAsync(HttpContext context, int number)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context, Func<HttpContext, int, Task> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new($"{context.Request.Path}{context.Request.QueryString}", headers, body.ToArray(), context.Connection.Id));
        await answer(context, _requests.Count);
    }
}
