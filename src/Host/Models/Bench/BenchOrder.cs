using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>What is measured.</summary>
/// <param name="Folder">The model package.</param>
/// <param name="Size">Of each picture as the model gets it; null for what the model makes of a full HD picture.</param>
/// <param name="Tokens">Word pieces of the caption, all of them real.</param>
/// <param name="Batch">Pictures at a time.</param>
/// <param name="Rounds">Measured runs.</param>
/// <param name="Device">What vision and head run on.</param>
internal sealed record BenchOrder(string Folder, ImageSize? Size, int Tokens, int Batch, int Rounds, ComputeDevice Device);
