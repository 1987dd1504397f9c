using System.Collections.Concurrent;
using System.Text.Json;
using Glip.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Glip.EndToEnd.Tests;

/// <summary>The program with a web server that takes events, beside a broker that is away.</summary>
public sealed class WebhookRunTests
{
    [Fact]
    public async Task Run_ServerFailsForAWhile_GetsEveryEventInOrderAndTheEndsAtTheStop()
    {
        var posted = new ConcurrentQueue<JsonElement>();
        var failures = 3;
        await using var server = WebApplication.CreateSlimBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapPost("/hook", async context =>
        {
            var body = await JsonDocument.ParseAsync(context.Request.Body);
            context.Response.StatusCode = Interlocked.Decrement(ref failures) >= 0 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
            if (context.Response.StatusCode == StatusCodes.Status204NoContent)
            {
                posted.Enqueue(body.RootElement.Clone());
            }
        });
        await server.StartAsync();
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await using var glip = BrokerProgram.Of(MosquittoBroker.Prepare());
        glip.Configure(BrokerProgram.Still(), sinks: $", webhook: {{ url: '{address}/hook', secret: hunter2 }}");

        glip.Start();
        await Waiting.UntilAsync(() => posted.Count > 10);
        var (exitCode, output, errors) = await glip.StopAsync();

        Assert.True(exitCode == 0, errors);
        Assert.Empty(EventOrder.Check(posted));
        Assert.Contains("webhook", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", output + errors, StringComparison.Ordinal);
    }
}
