using System.Collections.Immutable;
using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>Finds one person in every frame, always at the same place, after doing what the test wants.</summary>
internal sealed class ScriptedDetector(int lanes, Action<long, CancellationToken>? before = null) : IDetector
{
    public ModelIdentity Model { get; } = new("scripted", new('0', 64));

    public ResizeRule Resize { get; } = new(32, 32);

    public int Lanes => lanes;

    public PreparedPrompt Prepare(Prompt prompt) => new Prepared(prompt);

    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        var request = batch.Single();
        before?.Invoke(request.Frame.Header.Index, cancellationToken);
        var person = request.Prompt.Prompt.Phrases[0].Phrase;
        return [new DetectedFrame(request.Frame.Header, [new Detection(new BoundingBox(4, 4, 20, 28), person, 0.9f)])];
    }

    public void Dispose()
    {
    }

    private sealed class Prepared(Prompt prompt) : PreparedPrompt(prompt);
}
