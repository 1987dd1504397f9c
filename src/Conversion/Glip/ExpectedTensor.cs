using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>A tensor that a checkpoint must hold.</summary>
internal sealed record ExpectedTensor(string Name, ImmutableArray<int> Shape);
