namespace Glip.Conversion;

/// <summary>Sizes of the blocks in which image and text look at each other.</summary>
/// <param name="Width">Width of queries, keys and values over all heads.</param>
/// <param name="Heads">Attention heads.</param>
public sealed record FusionSizes(int Width, int Heads);
