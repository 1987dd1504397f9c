using System.Threading.Channels;

namespace Glip.Core;

/// <summary>A bounded queue between two stages. Items that it drops, and those left at the end, are counted and disposed of.</summary>
public sealed class StageQueue<T>
{
    private readonly Channel<T> _channel;
    private readonly Action<T>? _whenDropped;
    private long _dropped;

    /// <param name="name">Name in metrics and messages.</param>
    /// <param name="capacity">Most items that wait, at least 1.</param>
    /// <param name="whenFull">What happens to an item for which there is no room.</param>
    /// <param name="whenDropped">Told of each item that is never read.</param>
    public StageQueue(string name, int capacity, WhenFull whenFull, Action<T>? whenDropped = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _whenDropped = whenDropped;
        Name = name;
        var options = new BoundedChannelOptions(capacity)
        {
            FullMode = whenFull == WhenFull.Wait ? BoundedChannelFullMode.Wait : BoundedChannelFullMode.DropOldest,
            SingleReader = true,
            SingleWriter = true,
        };
        _channel = Channel.CreateBounded<T>(options, Drop);
    }

    public string Name { get; }

    /// <summary>Items that were never read.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    public ChannelReader<T> Reader => _channel.Reader;

    /// <summary>In <see cref="WhenFull.DropOldest"/> a write succeeds even when it makes the oldest item go.</summary>
    public ChannelWriter<T> Writer => _channel.Writer;

    /// <summary>Disposes of what is left once reader and writer have ended.</summary>
    public void DropRest()
    {
        _channel.Writer.TryComplete();
        while (_channel.Reader.TryRead(out var item))
        {
            Drop(item);
        }
    }

    private void Drop(T item)
    {
        Interlocked.Increment(ref _dropped);
        _whenDropped?.Invoke(item);
        (item as IDisposable)?.Dispose();
    }
}
