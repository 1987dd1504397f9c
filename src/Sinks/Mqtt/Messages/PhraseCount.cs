namespace Glip.Sinks;

/// <summary>How many open events have a phrase active.</summary>
/// <param name="Zone">Only those in this zone; null for all of the stream.</param>
/// <param name="Slug">Of the phrase.</param>
/// <param name="Count">How many.</param>
public readonly record struct PhraseCount(string? Zone, string Slug, int Count);
