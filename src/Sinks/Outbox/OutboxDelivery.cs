namespace Glip.Sinks;

/// <summary>
/// One connection's way through what an outbox has for a receiver, from the oldest message: messages in the order of their position, at most 32 of them unsettled.
/// A message leaves the outbox when it is acknowledged or set aside; all others come again in the next delivery. Safe for use by several threads.
/// </summary>
public sealed class OutboxDelivery : IDisposable
{
    private const int MostUnsettled = 32;
    private const int MostReady = 256; // so that sending does not wait for each flush to the disk

    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, OutboxMessage> _ready = [];
    private readonly Dictionary<long, OutboxMessage> _taken = [];
    private readonly SemaphoreSlim _slots = new(MostUnsettled); // neither is disposed of: somebody may still wait
    private readonly SemaphoreSlim _available = new(0);
    private readonly OutboxInbox _inbox;
    private bool _ended;

    internal OutboxDelivery(string receiver, OutboxInbox inbox)
    {
        Receiver = receiver;
        _inbox = inbox;
    }

    /// <summary>Messages that were handed out and are not settled.</summary>
    public int Unsettled
    {
        get
        {
            lock (_lock)
            {
                return _taken.Count;
            }
        }
    }

    internal string Receiver { get; }

    /// <summary>Position of the last message that was read; for the writer only.</summary>
    internal long Cursor { get; private set; }

    /// <summary>How many more messages are wanted.</summary>
    internal int Room
    {
        get
        {
            lock (_lock)
            {
                return _ended ? 0 : MostReady - _ready.Count;
            }
        }
    }

    /// <summary>Waits until there is a message and fewer than 32 are unsettled.</summary>
    public async ValueTask<OutboxMessage> TakeAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await _available.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _slots.Release();
            throw;
        }

        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            var message = _ready.First().Value;
            _ready.Remove(message.Position);
            _taken.Add(message.Position, message);
            return message;
        }
    }

    /// <summary>The receiver has it.</summary>
    public void Acknowledge(long position)
    {
        if (Settle(position) is { } message)
        {
            _inbox.Add(OutboxSettlement.Acknowledged(message));
        }
    }

    /// <summary>The receiver will never take it: the next message counts it among its <c>skipped</c>, unless that one is on its way already.</summary>
    /// <param name="position">The message.</param>
    /// <param name="reason">In one word, for those who count.</param>
    public void SetAside(long position, string reason)
    {
        if (Settle(position) is not { } message)
        {
            return;
        }

        lock (_lock)
        {
            var next = _ready.Values.FirstOrDefault(ready => ready.Stream == message.Stream && ready.Position > message.Position);
            var tells = next is { Attempts: 1 } && next.Seq - next.Skipped - 1 == message.Seq;
            if (tells)
            {
                _ready[next!.Position] = next with { Skipped = next.Skipped + 1 + message.Skipped };
            }

            _inbox.Add(OutboxSettlement.SetAside(message, reason, tells ? 1 : 0));
        }
    }

    /// <summary>The receiver did not take it this time: it is the next to be handed out.</summary>
    public void Retry(long position)
    {
        if (Settle(position) is { } message)
        {
            Put(message with { Attempts = message.Attempts + 1 });
            _inbox.Add(OutboxSettlement.HandedOutAgain(message));
        }
    }

    /// <summary>Ends the delivery, as when the connection is lost.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                _ended = true;
                _inbox.Add([.. _ready.Values.Select(OutboxSettlement.NeverSent)]);
                _slots.Release(MostReady); // whoever waits learns of the end
                _available.Release(MostReady);
            }
        }
    }

    internal void Add(List<OutboxMessage> messages)
    {
        foreach (var message in messages)
        {
            Cursor = message.Position;
            Put(message);
        }
    }

    private void Put(OutboxMessage message)
    {
        lock (_lock)
        {
            if (_ended)
            {
                _inbox.Add(OutboxSettlement.NeverSent(message));
                return;
            }

            _ready.Add(message.Position, message);
        }

        _available.Release();
    }

    /// <summary>Null when it was settled before, as by an answer that came twice.</summary>
    private OutboxMessage? Settle(long position)
    {
        lock (_lock)
        {
            if (!_taken.Remove(position, out var message))
            {
                return null;
            }

            _slots.Release();
            return message;
        }
    }
}
