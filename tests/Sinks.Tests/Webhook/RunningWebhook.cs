using System.Collections.Concurrent;
using System.Collections.Immutable;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>An outbox with a link that posts what is in it. A clock that can be set moves while something is waited for.</summary>
internal sealed class RunningWebhook : IAsyncDisposable
{
    private const string Receiver = "webhook";

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<string> _warnings = new();
    private readonly TimeProvider _time;
    private readonly Outbox _outbox;
    private readonly WebhookLink _link;

    public RunningWebhook(TemporaryFolder folder, WebhookOptions options, TimeProvider time)
    {
        _time = time;
        _outbox = Outbox.Open(new() { Path = folder.File("outbox.sqlite"), Receivers = [new(Receiver)] }, time, _warnings.Enqueue);
        _link = new WebhookLink(options, () => _outbox.Deliver(Receiver), _warnings.Enqueue, time);
        Ended = _link.RunAsync(_stop.Token);
    }

    public Task Ended { get; }

    public string? Problem => _link.Problem;

    public IReadOnlyList<string> Warnings => [.. _warnings];

    public long Waiting => _outbox.Totals(Receiver).Rows;

    /// <summary>Addresses of a server without a time limit that a moving clock could reach.</summary>
    public static WebhookOptions Options(HookServer server, string path = "/hook") =>
        new() { Address = WebhookAddress.Parse(new Uri(server.Address, path).ToString()), Timeout = TimeSpan.FromDays(1) };

    public Task<ImmutableArray<PhraseEvent>> EnqueueAsync(params EventType[] types) =>
        _outbox.EnqueueAsync([.. types.Select(type => OutboxSamples.Message(type, 1))]);

    /// <summary>Waits, and moves the clock by seconds meanwhile, until a condition holds.</summary>
    public Task UntilAsync(Func<bool> condition) => Testing.Waiting.UntilAsync(() =>
    {
        if (condition())
        {
            return true;
        }

        (_time as SetClock)?.Advance(TimeSpan.FromSeconds(1));
        return false;
    });

    /// <summary>Until nothing waits in the outbox any more.</summary>
    public Task EmptyAsync() => UntilAsync(() => Waiting == 0);

    public Task RequestStopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await UntilAsync(() => Ended.IsCompleted);
        await Ended;
        _link.Dispose();
        await _outbox.DisposeAsync();
        _stop.Dispose();
    }
}
