namespace Glip.Evaluation.Tests;

/// <summary>A sequence and its score, as <c>tests/Data/tracking/reference.py</c> has it.</summary>
/// <param name="Truth">Text of the ground truth file.</param>
/// <param name="Tracks">Text of the file of tracks.</param>
/// <param name="Score">Each measure by its name.</param>
public sealed record ReferenceCase(string Truth, string Tracks, ReferenceScore Score);
