using System.Threading.Channels;

namespace Glip.Sinks;

/// <summary>What is to be done with an outbox next: all that came in since the last look is done together. Safe for use by several threads.</summary>
internal sealed class OutboxInbox
{
    private const int MostMessages = 1000;

    private readonly Lock _lock = new();
    private readonly OutboxWriteQueue _writes = new(MostMessages);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private List<OutboxSettlement> _settlements = [];
    private Exception? _closed;

    /// <summary>Gives something when there may be something to do; ends when the inbox is closed.</summary>
    public IAsyncEnumerable<bool> Woken => _wake.Reader.ReadAllAsync();

    public void Add(OutboxWrite write)
    {
        lock (_lock)
        {
            if (_closed is not null)
            {
                throw _closed;
            }

            _writes.Add(write);
        }

        Wake();
    }

    /// <summary>Bounded by the messages that are handed out.</summary>
    public void Add(params ReadOnlySpan<OutboxSettlement> settlements)
    {
        lock (_lock)
        {
            _settlements.AddRange(settlements);
        }

        Wake();
    }

    public void Wake() => _wake.Writer.TryWrite(true);

    public (List<OutboxWrite> Writes, List<OutboxSettlement> Settlements) TakeAll()
    {
        lock (_lock)
        {
            var settlements = _settlements;
            _settlements = [];
            return (_writes.TakeAll(), settlements);
        }
    }

    /// <summary>Takes no more messages; who brings one gets the error.</summary>
    public void Close(Exception error)
    {
        lock (_lock)
        {
            _closed ??= error;
        }

        _wake.Writer.TryComplete();
    }
}
