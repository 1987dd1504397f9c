using System.Threading.Channels;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Frames of one stream that wait for a device; what happens when there is no room is the stream's to say.</summary>
internal sealed class WaitingFrames
{
    private readonly Channel<PendingFrame> _frames;
    private readonly bool _isLive;

    public WaitingFrames(LaneOptions options)
    {
        _isLive = options.WhenFull == WhenFull.DropOldest;
        var mode = _isLive ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait;
        _frames = Channel.CreateBounded<PendingFrame>(new BoundedChannelOptions(options.Capacity) { FullMode = mode }, frame => frame.Drop(DropReason.Replaced));
    }

    /// <summary>Lets others wait for room.</summary>
    public ChannelWriter<PendingFrame> Writer => _frames.Writer;

    public int Count => _frames.Reader.Count;

    /// <summary>The oldest; null when there is none.</summary>
    public PendingFrame? First => _frames.Reader.TryPeek(out var frame) ? frame : null;

    public PendingFrame TakeFirst() => _frames.Reader.TryRead(out var frame) ? frame : throw new InvalidOperationException("No frame waits.");

    /// <summary>Drops the frames of a live stream that are older than a moment.</summary>
    public void DropOld(DateTimeOffset oldest)
    {
        while (_isLive && First?.Since < oldest)
        {
            TakeFirst().Drop(DropReason.TooOld);
        }
    }

    public void DropAll()
    {
        while (_frames.Reader.TryRead(out var frame))
        {
            frame.Drop(DropReason.Stopped);
        }
    }
}
