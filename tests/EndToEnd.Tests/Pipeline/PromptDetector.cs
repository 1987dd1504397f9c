using System.Collections.Concurrent;
using System.Collections.Immutable;
using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>Finds everything that is sought, and its decoys elsewhere, after a random time; remembers which prompt each frame was looked at with.</summary>
internal sealed class PromptDetector(int lanes, int seed) : IDetector
{
    private readonly Random _random = new(seed);

    public ModelIdentity Model { get; } = new("prompted", new('0', 64));

    public ResizeRule Resize { get; } = new(32, 32);

    public int Lanes => lanes;

    /// <summary>The prompt of each frame.</summary>
    public ConcurrentDictionary<long, Prompt> Sought { get; } = new();

    public PreparedPrompt Prepare(Prompt prompt) => new Prepared(prompt);

    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        var (frame, prepared) = batch.Single();
        Thread.SpinWait(Pause());
        Sought[frame.Header.Index] = prepared.Prompt;
        var sought = prepared.Prompt.Phrases.Select(phrase => new Detection(new(4, 4, 20, 28), phrase.Phrase, 0.9f));
        return [new DetectedFrame(frame.Header, [.. sought, .. prepared.Prompt.Decoys.Select(decoy => new Detection(new(24, 24, 31, 31), decoy, 0.8f))])];
    }

    public void Dispose()
    {
    }

    private int Pause()
    {
        lock (_random)
        {
            return _random.Next(20_000);
        }
    }

    private sealed class Prepared(Prompt prompt) : PreparedPrompt(prompt);
}
