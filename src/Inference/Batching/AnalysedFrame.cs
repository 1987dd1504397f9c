using Glip.Core;

namespace Glip.Inference;

/// <summary>A frame that the model has looked at. Owns the frame.</summary>
/// <param name="Frame">The picture.</param>
/// <param name="Prompt">What was sought in it.</param>
/// <param name="Detected">What the model found in it.</param>
public sealed record AnalysedFrame(Frame Frame, PreparedPrompt Prompt, DetectedFrame Detected) : IDisposable
{
    public void Dispose() => Frame.Dispose();
}
