using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>Finds phrases in frames. Safe for use by several threads at a time.</summary>
public interface IDetector : IDisposable
{
    ModelIdentity Model { get; }

    /// <summary>The size that frames must have.</summary>
    ResizeRule Resize { get; }

    /// <summary>How many calls of <see cref="Detect"/> at a time use the device best.</summary>
    int Lanes { get; }

    /// <summary>Checks a prompt and computes its text features once.</summary>
    /// <exception cref="PromptException">The model cannot look for one of the phrases.</exception>
    PreparedPrompt Prepare(Prompt prompt);

    /// <summary>Looks at a batch of frames of equal size; the prompts may differ. Computes on the calling thread.</summary>
    /// <returns>One result a request, in the same order.</returns>
    /// <exception cref="OperationCanceledException">Cancelled; the computation was broken off.</exception>
    ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken);
}
