using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Posts the messages of an outbox to a web server, one after the other, in their order. What the server does not take now is posted again after a pause, before
/// anything newer; what it refuses is set aside.
/// </summary>
public sealed class WebhookLink : IDisposable
{
    private readonly WebhookOptions _options;
    private readonly Func<OutboxDelivery> _deliver;
    private readonly Action<string> _warn;
    private readonly TimeProvider _time;
    private readonly WebhookSender _sender;
    private readonly RareWarning _refusals;
    private readonly BackOff _backOff = new(Random.Shared);
    private volatile string? _problem;

    /// <param name="options">Where messages go, and how.</param>
    /// <param name="deliver">Begins a delivery of the outbox.</param>
    /// <param name="warn">Receives one line when the server stops to take messages, one when it takes them again, and at most one a minute about messages that it refuses.</param>
    /// <param name="time">Stamps messages, and measures pauses and time limits.</param>
    /// <exception cref="ConfigurationException">The file of authorities cannot be used.</exception>
    public WebhookLink(WebhookOptions options, Func<OutboxDelivery> deliver, Action<string> warn, TimeProvider time)
    {
        _options = options;
        _deliver = deliver;
        _warn = warn;
        _time = time;
        _sender = new(options, time);
        _refusals = new(warn, time);
    }

    /// <summary>Why messages wait, in one line; null while they are taken, or refused one by one.</summary>
    public string? Problem => _problem;

    /// <summary>Posts messages until it is stopped or the outbox is closed. To be called once.</summary>
    /// <param name="stop">Ends it: at once between two attempts, else after the grace at the latest.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var delivery = _deliver();
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        await using var stopping = stop.Register(() => patience.CancelAfter(_options.Grace)).ConfigureAwait(false);
        try
        {
            while (await TakeAsync(delivery, stop).ConfigureAwait(false) is { } message)
            {
                var answer = await _sender.SendAsync(message, patience.Token).ConfigureAwait(false);
                Settle(delivery, message, answer);
                await PauseAsync(answer, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was not acknowledged comes again with the next delivery.
        }
    }

    public void Dispose() => _sender.Dispose();

    /// <summary>Null when the outbox was closed.</summary>
    private static async ValueTask<OutboxMessage?> TakeAsync(OutboxDelivery delivery, CancellationToken stop)
    {
        try
        {
            return await delivery.TakeAsync(stop).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    private void Settle(OutboxDelivery delivery, OutboxMessage message, WebhookAnswer answer)
    {
        switch (answer.Verdict)
        {
            case WebhookVerdict.Accepted:
                delivery.Acknowledge(message.Position);
                break;
            case WebhookVerdict.Refused:
                delivery.SetAside(message.Position, answer.Reason);
                _refusals.Tell($"{_options} refuses messages, which are not sent again", $"the last: {message.Type} of {message.Stream}, {answer.Words}");
                break;
            default:
                delivery.Retry(message.Position);
                break;
        }

        if (answer.Verdict != WebhookVerdict.Unknown)
        {
            Tell(answer.Verdict == WebhookVerdict.Later ? $"{_options} {answer.Words}" : null);
        }
    }

    private void Tell(string? problem)
    {
        var changed = _problem is null != problem is null;
        _problem = problem;
        if (changed)
        {
            _warn(problem is null ? $"{_options} takes messages again" : $"{problem}; messages wait");
        }
    }

    private async Task PauseAsync(WebhookAnswer answer, CancellationToken stop)
    {
        if (answer.Verdict != WebhookVerdict.Later)
        {
            _backOff.Reset();
            return;
        }

        var pause = _backOff.Next();
        await Task.Delay(pause > answer.RetryAfter ? pause : answer.RetryAfter, _time, stop).ConfigureAwait(false);
    }
}
