namespace Glip.Host;

/// <summary>A candidate of a model.</summary>
/// <param name="Box">Left, top, right, bottom in pixels of the picture.</param>
/// <param name="Score">In (0, 1].</param>
/// <param name="Phrase">Number of the phrase, from 0.</param>
internal sealed record Found(float[] Box, float Score, int Phrase);
