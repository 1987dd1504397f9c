namespace Glip.Core;

/// <summary>A phrase of a prompt with its thresholds.</summary>
/// <param name="Phrase">What is sought.</param>
/// <param name="EnterThreshold">Score in [0.01, 1] at which the phrase becomes active for a track.</param>
/// <param name="LeaveThreshold">Score in [0.01, <paramref name="EnterThreshold"/>] below which it becomes inactive.</param>
public sealed record SoughtPhrase(Phrase Phrase, float EnterThreshold, float LeaveThreshold);
