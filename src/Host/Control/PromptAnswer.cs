using Glip.Core;

namespace Glip.Host;

/// <summary>What became of a wish for another prompt.</summary>
/// <param name="InForce">The prompt, its thresholds and its number from now on: that of before, when the wish was refused.</param>
/// <param name="FromFile">Whether it is the one of the configuration file.</param>
/// <param name="Error">Why the wish was refused; null when it was not.</param>
internal sealed record PromptAnswer(Prompt InForce, bool FromFile, PromptException? Error);
