namespace Glip.Host;

/// <summary>A phrase of an event that came from a broker.</summary>
internal sealed record WatchedPhrase(string Phrase, string Slug, bool Active);
