using System.Collections.Immutable;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>A device that computes each batch until the test lets it go on.</summary>
internal sealed class HeldDetector(int lanes) : IDetector
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Channel<HeldBatch> _begun = Channel.CreateUnbounded<HeldBatch>();

    public static PreparedPrompt Prompt { get; } = new Prepared(Core.Prompt.Of(["person"], 0.5f, 0.35f));

    public ModelIdentity Model { get; } = new("held", new('0', 64));

    public ResizeRule Resize { get; } = new(8, 8);

    public int Lanes => lanes;

    public PreparedPrompt Prepare(Prompt prompt) => new Prepared(prompt);

    /// <summary>The next batch that the device begins to compute.</summary>
    public async Task<HeldBatch> NextAsync() => await _begun.Reader.ReadAsync().AsTask().WaitAsync(s_patience);

    /// <summary>Lets everything pass, until nothing has begun for which a result is wanted.</summary>
    public async Task PassUntilAsync(Task end)
    {
        while (await Task.WhenAny(end, _begun.Reader.WaitToReadAsync().AsTask()).WaitAsync(s_patience) != end)
        {
            while (_begun.Reader.TryRead(out var batch))
            {
                batch.Finish();
            }
        }

        await end;
    }

    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        var held = new HeldBatch(batch, cancellationToken);
        _begun.Writer.TryWrite(held);
        return held.Compute();
    }

    public void Dispose()
    {
    }

    private sealed class Prepared(Prompt prompt) : PreparedPrompt(prompt);
}
