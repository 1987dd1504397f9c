using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>Sizes of a Swin Transformer (v1).</summary>
/// <param name="EmbedDim">Width of stage 0; it doubles from stage to stage.</param>
/// <param name="Depths">Blocks of each of the four stages.</param>
/// <param name="Heads">Attention heads of each stage.</param>
/// <param name="Window">Side of an attention window, in tokens.</param>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3.</remarks>
public sealed record SwinSizes(int EmbedDim, ImmutableArray<int> Depths, ImmutableArray<int> Heads, int Window)
{
    /// <summary>Pixels of a patch in each direction.</summary>
    public const int Patch = 4;

    /// <summary>Width of the tokens of a stage, 0 to 3.</summary>
    public int Width(int stage) => EmbedDim << stage;
}
