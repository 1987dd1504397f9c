namespace Glip.Core;

/// <summary>Which model judged.</summary>
/// <param name="Name">Name in the manifest.</param>
/// <param name="Sha256">Hash of the manifest, 64 lower-case hex digits; the manifest holds the hashes of the graphs.</param>
public sealed record ModelIdentity(string Name, string Sha256);
