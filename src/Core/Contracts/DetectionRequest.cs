namespace Glip.Core;

/// <summary>A frame and what is sought in it; both are borrowed.</summary>
public readonly record struct DetectionRequest(Frame Frame, PreparedPrompt Prompt);
