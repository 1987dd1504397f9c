namespace Glip.Inference;

/// <summary>How a category stands in a hand-written caption; only <paramref name="Name"/> is what is sought.</summary>
internal sealed record PromptPart(string Prefix, string Name, string Suffix);
