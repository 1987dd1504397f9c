using System.Numerics;

namespace Glip.Ingest;

/// <summary>The same point of a scene in two pictures, in cells of their luma planes.</summary>
internal readonly record struct PointPair(Vector2 From, Vector2 To);
