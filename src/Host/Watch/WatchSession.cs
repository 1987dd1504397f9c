using Glip.Core;
using Glip.Sinks;

namespace Glip.Host;

/// <summary>Follows the events of a broker and tells a view of them, until enough were shown or it is stopped.</summary>
internal sealed class WatchSession(WatchOrder order, IWatchView view, TimeProvider time) : IDisposable
{
    private readonly SequenceLedger _ledger = new();
    private readonly CancellationTokenSource _enough = new();
    private string? _toldReason;
    private bool _isToldFull;
    private int _shown;

    /// <exception cref="ConnectionRefusedException">The broker does not accept this client.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _enough.Token);
        var connector = new FirstConnection(new MqttConnector(order.Connection, time));
        var link = new MqttLink(connector, order.Connection, new BackOff(Random.Shared), time) { Changed = Tell };
        await link.RunAsync(ServeAsync, either.Token).ConfigureAwait(false);
    }

    public void Dispose() => _enough.Dispose();

    /// <summary>Takes one message of the broker.</summary>
    public void Take(MqttMessage message)
    {
        var payload = message.Payload;
        switch (order.Topics.Of(message))
        {
            case (_, null):
                view.Warn($"a message on '{message.Topic}' is left out: expected the name of a stream in its topic");
                break;
            case (WatchTopic.Event, var stream):
                TakeEvent(stream, payload);
                break;
            case (WatchTopic.Stream, var stream):
                var (status, problem) = payload.IsEmpty ? default : WatchJson.Status(payload.Span);
                WarnOf($"the status of {stream}", problem);
                view.Stream(stream, status);
                break;
            case (_, var instance):
                view.Instance(instance, payload.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(payload.Span[..Math.Min(payload.Length, 20)]));
                break;
        }
    }

    private async Task ServeAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        await SubscribeAsync(connection, cancellationToken).ConfigureAwait(false);
        var toldDropped = 0L;
        await foreach (var message in connection.Received.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_enough.IsCancellationRequested)
            {
                return;
            }

            Take(message);
            var dropped = connection.ReceivedDropped;
            if (dropped > toldDropped)
            {
                view.Warn(FormattableString.Invariant($"{dropped - toldDropped} messages were dropped here: they came faster than they could be shown"));
                toldDropped = dropped;
            }
        }
    }

    private async Task SubscribeAsync(IMqttConnection connection, CancellationToken cancellationToken)
    {
        var filters = order.Topics.Events;
        var answers = await connection.SubscribeAsync(view.WantsStates ? [.. filters, .. order.Topics.States] : filters, cancellationToken).ConfigureAwait(false);
        foreach (var (answer, index) in answers.Select((answer, index) => (answer, index)).Where(pair => !pair.answer.IsAccepted))
        {
            var words = $"the broker {order.Connection.Address} refuses the subscription to {answer.Text}";
            if (index < filters.Count)
            {
                throw new UnavailableException(words);
            }

            view.Warn(words);
        }
    }

    private void TakeEvent(string stream, ReadOnlyMemory<byte> payload)
    {
        var (e, problem) = WatchJson.Event(payload.Span);
        if (e is null)
        {
            WarnOf($"a message of {stream}", $"{problem}, so it is no event");
            return;
        }

        if (_ledger.IsFull && !_isToldFull)
        {
            _isToldFull = true;
            view.Warn(FormattableString.Invariant($"there are {SequenceLedger.MostStreams} streams; gaps of further ones are not noticed"));
        }

        var finding = _ledger.Take(stream, e);
        view.Note(stream, finding);
        if (order.Filter.Matches(e))
        {
            Show(new(stream, e, payload, MarkOf(e, finding.Order)));
        }
    }

    private void Show(WatchedMessage message)
    {
        view.Show(message);
        if (!message.IsRepeat && ++_shown == order.Count)
        {
            _enough.Cancel();
        }
    }

    private static WatchMark MarkOf(WatchedEvent e, SequenceOrder order) =>
        (e.Replayed ? WatchMark.Replayed : WatchMark.None)
        | (order == SequenceOrder.Repeat ? WatchMark.Duplicate : WatchMark.None)
        | (order == SequenceOrder.Late ? WatchMark.Late : WatchMark.None);

    private void WarnOf(string what, string? problem)
    {
        if (problem is not null)
        {
            view.Warn($"{what} is left out: {problem}");
        }
    }

    /// <summary>Every attempt to connect is a change of the link; only what is new to people is told.</summary>
    private void Tell(MqttLinkStatus status)
    {
        if (status.State == MqttLinkState.Connected || (status.State == MqttLinkState.Waiting && status.Reason != _toldReason))
        {
            _toldReason = status.Reason;
            view.Link(status);
        }
    }
}
