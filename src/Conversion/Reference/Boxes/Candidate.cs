namespace Glip.Conversion.Reference;

/// <summary>A phrase that may have been found.</summary>
/// <param name="Box">Left, top, right, bottom in pixels of the image without padding, clipped to it.</param>
/// <param name="Score">In [0, 1].</param>
/// <param name="Phrase">Number of the phrase, from 0.</param>
public sealed record Candidate(float[] Box, float Score, int Phrase);
