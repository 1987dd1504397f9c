using System.Collections.Concurrent;
using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>A device that takes its time, at times has too little memory, and remembers what was wrong with its batches.</summary>
/// <param name="lanes">Batches at a time.</param>
/// <param name="memory">Frames for which there is memory.</param>
/// <param name="maxBatch">Frames that are expected in a batch at most.</param>
internal sealed class RandomDetector(int lanes, int memory, int maxBatch) : IDetector
{
    private int _running;

    public ConcurrentBag<string> Faults { get; } = [];

    public ModelIdentity Model { get; } = new("random", new('0', 64));

    public ResizeRule Resize { get; } = new(8, 8);

    public int Lanes => lanes;

    public PreparedPrompt Prepare(Prompt prompt) => HeldDetector.Prompt;

    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        Check(batch, Interlocked.Increment(ref _running));
        try
        {
            for (var i = Random.Shared.Next(4); i > 0; i--)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Thread.Yield();
            }

            return batch.Count > memory || Random.Shared.Next(50) == 0
                ? throw new DeviceMemoryException("the device is full")
                : [.. batch.Select(request => new DetectedFrame(request.Frame.Header, []))];
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    public void Dispose()
    {
    }

    private void Check(IReadOnlyList<DetectionRequest> batch, int running)
    {
        if (running > lanes)
        {
            Faults.Add("too many batches at a time");
        }

        if (batch.Count > maxBatch || batch.Any(request => request.Frame.Size != batch[0].Frame.Size))
        {
            Faults.Add($"a batch of {string.Join(", ", batch.Select(request => request.Frame.Size))}");
        }

        if (batch.Any(request => request.Frame.Pixels.Span[0] != (byte)request.Frame.Header.Index))
        {
            Faults.Add("pixels of another frame");
        }
    }
}
