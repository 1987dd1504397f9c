namespace Glip.Ingest;

/// <summary>What ffprobe says of a stream beside its properties.</summary>
/// <param name="Rotation">Degrees, counter-clockwise, by which the picture is turned before it is shown.</param>
internal sealed record ProbeSideData(double? Rotation);
