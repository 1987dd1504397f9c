namespace Glip.Core;

/// <summary>A phrase that a track has matched.</summary>
/// <param name="Sought">The phrase and the thresholds in force.</param>
/// <param name="Score">Score in this frame, in [0, 1]; 0 when not found in it.</param>
/// <param name="TopScore">Best score so far, in [0, 1].</param>
/// <param name="Active">Whether the track counts for this phrase.</param>
public readonly record struct EventPhrase(SoughtPhrase Sought, float Score, float TopScore, bool Active);
