using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Posts what waits in the outbox to a web server.</summary>
internal sealed class WebhookService : IReceiver
{
    /// <summary>Name of this receiver in the outbox.</summary>
    public const string Receiver = "webhook";

    private readonly WebhookLink _link;
    private readonly Outbox _outbox;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="options">The server.</param>
    /// <param name="outbox">What waits for it.</param>
    /// <param name="log">Told when it takes no messages, and when it takes them again.</param>
    /// <param name="clock">Measures all times.</param>
    /// <exception cref="ConfigurationException">The file of authorities cannot be used.</exception>
    public WebhookService(WebhookOptions options, Outbox outbox, RunLog log, TimeProvider clock)
    {
        _link = new(options, () => outbox.Deliver(Receiver), line => log.Warn(null, line), clock);
        (_outbox, _clock) = (outbox, clock);
    }

    public IStreamListener? Listener => null;

    public void Refresh()
    {
        // It is told of events only.
    }

    public void Look()
    {
        // There is nothing to tell but events.
    }

    public Task RunAsync() => _link.RunAsync(_stop.Token);

    public async Task StopAsync()
    {
        await Drain.WaitAsync(() => _link.Problem is null && _outbox.Totals(Receiver).Rows > 0, _clock).ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        _link.Dispose();
        _stop.Dispose();
    }
}
