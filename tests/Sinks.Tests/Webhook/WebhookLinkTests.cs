using System.Globalization;
using Glip.Core;
using Glip.Testing;
using Microsoft.AspNetCore.Http;

namespace Glip.Sinks.Tests;

/// <summary>A real outbox and a real web server.</summary>
public sealed class WebhookLinkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunAsync_ServerThatTakesAll_GetsEachEventOnceInOrderOverOneConnection()
    {
        await using var server = await HookServer.StartAsync();
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.Update, EventType.ZoneEnter);
        await link.EnqueueAsync(EventType.End);
        await link.EmptyAsync();

        Assert.Equal(["1", "2", "3", "4"], server.Requests.Select(request => request["Glip-Seq"]));
        Assert.Single(server.Requests.Select(request => request.Connection).Distinct());
        Assert.All(server.Requests, request => Assert.Empty(OutboxSamples.Schema.Check(request.Json)));
        Assert.All(server.Requests, request => Assert.Equal(request["Glip-Seq"], request.Json.GetProperty("seq").ToString()));
        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task RunAsync_Message_HasTheHeadersOfTheContract()
    {
        await using var server = await HookServer.StartAsync();
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.ZoneEnter);
        await link.EmptyAsync();

        var request = Assert.Single(server.Requests);
        var id = request.Json.GetProperty("event_id").GetString();
        Assert.Equal(("/hook", "application/json", "gate", "zone_enter"), (request.Path, request["Content-Type"], request["Glip-Stream"], request["Glip-Type"]));
        Assert.Equal((id, $"{id}:1"), (request["Glip-Event-Id"], request["Glip-Delivery"]));
        Assert.Equal(Samples.Now, DateTimeOffset.FromUnixTimeSeconds(long.Parse(request["Glip-Timestamp"], CultureInfo.InvariantCulture)), TimeSpan.FromSeconds(1));
        Assert.StartsWith("glip/", request["User-Agent"], StringComparison.Ordinal);
        Assert.DoesNotContain(request.Headers.Keys, header => header is "Glip-Signature" or "Authorization");
    }

    [Fact]
    public async Task RunAsync_Refused503Twice_SendsTheSameAgainBeforeAnythingNewer()
    {
        await using var server = await HookServer.StartAsync((context, number) => HookServer.AnswerAsync(context, number <= 2 ? 503 : 200, "busy"));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await link.EmptyAsync();

        Assert.Equal(["1", "1", "1", "2"], server.Requests.Select(request => request["Glip-Seq"]));
        Assert.Equal([false, true, true], server.Requests.Take(3).Select(request => request.Json.GetProperty("replayed").GetBoolean()));
        Assert.Equal(
            [$"the webhook {server.Address}hook answers 503: 'busy'; messages wait", $"the webhook {server.Address}hook takes messages again"], link.Warnings);
        Assert.Null(link.Problem);
    }

    [Fact]
    public async Task RunAsync_Refused400_SetsItAsideTellsWhyAndGoesOn()
    {
        await using var server = await HookServer.StartAsync((context, number) => HookServer.AnswerAsync(context, number == 1 ? 400 : 200, $"no\n\u001b[31m{new string('x', 300)}"));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await link.EmptyAsync();

        Assert.Equal([("1", 0), ("2", 1)], server.Requests.Select(request => (request["Glip-Seq"], request.Json.GetProperty("skipped").GetInt32())));
        Assert.Equal(
            $"the webhook {server.Address}hook refuses messages, which are not sent again: 1 (the last: start of gate, answers 400: 'no\\u000a\\u001b[31m{new string('x', 192)}…')",
            Assert.Single(link.Warnings));
    }

    [Fact]
    public async Task RunAsync_ManyRefusals_AreToldOnceAMinuteWithTheirNumber()
    {
        await using var server = await HookServer.StartAsync((context, _) => HookServer.AnswerAsync(context, 410));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.Update, EventType.Update);
        await Waiting.UntilAsync(() => link.Waiting == 0);
        Assert.Single(link.Warnings);

        _clock.Advance(TimeSpan.FromMinutes(1));
        await link.EnqueueAsync(EventType.End);
        await link.EmptyAsync();

        Assert.Equal(2, link.Warnings.Count);
        Assert.Contains("not sent again: 3 (the last: end of gate, answers 410)", link.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_RetryAfter_IsHonoured()
    {
        await using var server = await HookServer.StartAsync((context, number) =>
        {
            context.Response.Headers.RetryAfter = "30";
            return HookServer.AnswerAsync(context, number == 1 ? 429 : 200);
        });
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start);
        await link.EmptyAsync();

        var times = server.Requests.Select(request => long.Parse(request["Glip-Timestamp"], CultureInfo.InvariantCulture)).ToArray();
        Assert.True(times[1] - times[0] >= 30, $"{times[1] - times[0]} s");
    }

    [Fact]
    public async Task RunAsync_ServerKilledAndStartedAgain_GetsWhatCameMeanwhileInOrder()
    {
        var server = await HookServer.StartAsync();
        var options = RunningWebhook.Options(server);
        await using var link = new RunningWebhook(_folder, options, _clock);
        await link.EnqueueAsync(EventType.Start);
        await link.EmptyAsync();
        await server.DisposeAsync();
        await link.EnqueueAsync(EventType.Update, EventType.End);
        await link.UntilAsync(() => link.Problem is not null);
        await link.UntilAsync(() => link.Problem!.Contains("cannot be reached: connection refused", StringComparison.Ordinal));

        await using var again = await HookServer.StartAsync(port: server.Address.Port);
        await link.EmptyAsync();

        Assert.Equal(["2", "3"], again.Requests.Select(request => request["Glip-Seq"]));
        Assert.Equal(2, link.Warnings.Count);
    }

    [Fact]
    public async Task RunAsync_KeptConnectionThatWasClosed_IsMadeAnewWithoutAWord()
    {
        await using var server = await HookServer.StartAsync((context, number) => AbortOrAnswerAsync(context, number == 2));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await Waiting.UntilAsync(() => link.Waiting == 0); // no pause

        Assert.Equal([("1", false), ("2", false), ("2", true)], server.Requests.Select(request => (request["Glip-Seq"], request.Json.GetProperty("replayed").GetBoolean())));
        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task RunAsync_NewConnectionThatIsClosed_IsTold()
    {
        await using var server = await HookServer.StartAsync((context, number) => AbortOrAnswerAsync(context, number is 2 or 3));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await link.EmptyAsync();

        Assert.Equal(["1", "2", "2", "2"], server.Requests.Select(request => request["Glip-Seq"]));
        Assert.Contains("closed the connection before it answered; messages wait", link.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ServerThatHangs_IsTriedAgainAndBlocksNoOne()
    {
        await using var server = await HookServer.StartAsync((context, number) =>
            number == 1 ? Task.Delay(Timeout.Infinite, context.RequestAborted) : HookServer.AnswerAsync(context, 200));
        await using var link = new RunningWebhook(_folder, RunningWebhook.Options(server) with { Timeout = TimeSpan.FromHours(1) }, _clock);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => server.Requests.Count == 1);
        await link.EnqueueAsync(EventType.End); // nobody waits for the server
        _clock.Advance(TimeSpan.FromHours(1));
        await link.EmptyAsync();

        Assert.Equal(["1", "1", "2"], server.Requests.Select(request => request["Glip-Seq"]));
        Assert.Contains("does not answer within 3600 s; messages wait", link.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Redirect_IsNotFollowed()
    {
        await using var server = await HookServer.StartAsync((context, _) =>
        {
            context.Response.Headers.Location = "/elsewhere?token=very-secret";
            return HookServer.AnswerAsync(context, 308);
        });
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start);
        await link.EmptyAsync();

        Assert.Equal("/hook", Assert.Single(server.Requests).Path);
        Assert.Contains("answers 308 and points to '/elsewhere?token=***'; expected an address that takes events itself", Assert.Single(link.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task RunAsync_AnswerWithoutEnd_IsReadInPart(int status)
    {
        var givenUp = 0;
        await using var server = await HookServer.StartAsync(async (context, _) =>
        {
            context.Response.StatusCode = status;
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[1 << 16]);
            }

            Interlocked.Increment(ref givenUp);
        });
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await Waiting.UntilAsync(() => link.Waiting == 0 && Volatile.Read(ref givenUp) == 2);

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task RunAsync_StoppedDuringAnAttempt_TakesTheAnswerThatComesInTime()
    {
        var answer = new TaskCompletionSource();
        await using var server = await HookServer.StartAsync((_, _) => answer.Task);
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start, EventType.End);
        await Waiting.UntilAsync(() => server.Requests.Count == 1);

        await link.RequestStopAsync();
        answer.SetResult();
        await link.Ended;

        await Waiting.UntilAsync(() => link.Waiting == 1); // the end was never sent
        Assert.Single(server.Requests);
        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task RunAsync_StoppedDuringAnAttemptThatHangs_GivesUpAfterTheGraceAndLosesNothing()
    {
        await using var server = await HookServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await using var link = new RunningWebhook(_folder, RunningWebhook.Options(server) with { Grace = TimeSpan.FromSeconds(2) }, _clock);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => server.Requests.Count == 1);

        await link.RequestStopAsync();
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(link.Ended.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await link.Ended;

        Assert.Equal(1, link.Waiting);
        Assert.Empty(link.Warnings);
    }

    [Fact]
    public async Task RunAsync_StoppedDuringAPause_EndsAtOnce()
    {
        await using var server = await HookServer.StartAsync((context, _) => HookServer.AnswerAsync(context, 500));
        await using var link = Start(server);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => link.Problem is not null);

        await link.RequestStopAsync();
        await link.Ended;

        Assert.Equal(1, link.Waiting);
    }

    [Fact]
    public async Task RunAsync_PasswordAndSecret_AreUsedAndNeverTold()
    {
        await using var server = await HookServer.StartAsync((context, _) =>
            HookServer.AnswerAsync(context, 401, $"{context.Request.Headers.Authorization} p@ss/word-7c1f key-of-the-signature"));
        Secrets.Register("key-of-the-signature");
        var address = new Uri(server.Address, "/hook").ToString().Replace("http://", "http://viewer:p%40ss%2Fword-7c1f@", StringComparison.Ordinal);
        var options = new WebhookOptions { Address = WebhookAddress.Parse(address), Secret = "key-of-the-signature", Timeout = TimeSpan.FromDays(1) };
        await using var link = new RunningWebhook(_folder, options, _clock);
        await link.EnqueueAsync(EventType.Start);
        await Waiting.UntilAsync(() => link.Warnings.Count > 0);

        Assert.Equal("Basic dmlld2VyOnBAc3Mvd29yZC03YzFm", Assert.Single(server.Requests)["Authorization"]);
        Assert.Contains("answers 401: 'Basic *** *** ***'", Assert.Single(link.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain("word-7c1f", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("key-of", options.ToString(), StringComparison.Ordinal);
    }

    private static Task AbortOrAnswerAsync(HttpContext context, bool abort)
    {
        if (abort)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        return HookServer.AnswerAsync(context, 200);
    }

    private RunningWebhook Start(HookServer server) => new(_folder, RunningWebhook.Options(server), _clock);
}
