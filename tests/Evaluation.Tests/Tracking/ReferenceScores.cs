namespace Glip.Evaluation.Tests;

/// <summary>Content of <c>tests/Data/tracking/reference.json</c>.</summary>
/// <param name="Cases">Sequences.</param>
/// <param name="Combined">The score of each six of them together.</param>
public sealed record ReferenceScores(ReferenceCase[] Cases, ReferenceScore[] Combined);
