namespace Glip.Core;

/// <summary>How a source ended.</summary>
/// <param name="Frames">Frames that were delivered.</param>
/// <param name="Position">Presentation time of the last of them.</param>
/// <param name="Damage">What is wrong with the source, in one line; null when it is whole.</param>
public sealed record SourceEnd(long Frames, TimeSpan Position, string? Damage);
