using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>A tensor in a checkpoint.</summary>
/// <param name="Name">Without the prefix <c>module.</c>.</param>
/// <param name="Shape">Length of each axis; empty for a single number.</param>
/// <param name="Type">How the numbers are stored.</param>
public sealed record CheckpointTensor(string Name, ImmutableArray<int> Shape, StoredType Type);
