namespace Glip.Host;

/// <summary>Which pictures of rejected candidates are kept.</summary>
/// <param name="Folder">Below the data folder, with <c>/</c>.</param>
/// <param name="Keep">Most pictures of a stream and phrase.</param>
internal sealed record CandidateSettings(string Folder, int Keep);
