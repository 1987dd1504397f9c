namespace Glip.Core;

/// <summary>A phrase found in one frame.</summary>
/// <param name="Box">In source pixels.</param>
/// <param name="Phrase">What was found.</param>
/// <param name="Score">Final score of the model, in [0, 1].</param>
public readonly record struct Detection(BoundingBox Box, Phrase Phrase, float Score);
