using Glip.Core;

namespace Glip.Host;

/// <summary>Hands out copies of analysed frames to those who ask, and costs nothing while nobody does. Safe for use by several threads.</summary>
internal sealed class FrameRequests
{
    private TaskCompletionSource<SeenFrame>? _wanted;

    /// <summary>Whether somebody waits for a frame.</summary>
    public bool Waiting => Volatile.Read(ref _wanted) is not null;

    /// <summary>The next frame that is analysed; waits until there is one.</summary>
    public Task<SeenFrame> NextAsync(CancellationToken cancellationToken)
    {
        var mine = new TaskCompletionSource<SeenFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref _wanted, mine, null) ?? mine).Task.WaitAsync(cancellationToken);
    }

    /// <summary>Offers a frame; borrowed.</summary>
    public void Offer(Frame frame, FrameReport report)
    {
        if (Waiting && Interlocked.Exchange(ref _wanted, null) is { } wanted)
        {
            wanted.SetResult(new SeenFrame(new RgbImage(frame.Size, frame.Pixels.ToArray()), report));
        }
    }
}
