namespace Glip.Core;

/// <summary>How well a phrase fits a track in one frame.</summary>
/// <param name="Phrase">The phrase.</param>
/// <param name="Score">Final score of the model, in [0, 1].</param>
public readonly record struct PhraseScore(Phrase Phrase, float Score);
