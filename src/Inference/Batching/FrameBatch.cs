using Glip.Core;

namespace Glip.Inference;

/// <summary>Frames of equal size that are computed together.</summary>
internal sealed class FrameBatch : IDisposable
{
    private readonly CancellationTokenSource _unwanted = new();

    public FrameBatch(IReadOnlyList<PendingFrame> frames)
    {
        Frames = frames;
        foreach (var frame in frames)
        {
            frame.Batch = this;
        }
    }

    /// <summary>At least one.</summary>
    public IReadOnlyList<PendingFrame> Frames { get; }

    /// <summary>Cancelled when no one waits for a result any more.</summary>
    public CancellationToken Unwanted => _unwanted.Token;

    /// <summary>Says why frames have no result.</summary>
    public void Lose(DropReason reason)
    {
        foreach (var frame in Frames)
        {
            frame.Loss = reason;
        }
    }

    public async Task BreakOffAsync()
    {
        try
        {
            await _unwanted.CancelAsync().ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            // The computation has ended meanwhile.
        }
    }

    public void Dispose() => _unwanted.Dispose();
}
