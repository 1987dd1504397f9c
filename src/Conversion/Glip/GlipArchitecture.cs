using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>All sizes of a GLIP model that differ between its variants.</summary>
/// <param name="Swin">The image backbone.</param>
/// <param name="Bert">The text backbone.</param>
/// <param name="Fusion">The blocks that join image and text; null in the variant without deep fusion (A).</param>
/// <param name="Channels">Width of the pyramid and of the head: 256 in all published models.</param>
/// <param name="HeadLayers">Layers of the head: 6 or 8.</param>
/// <param name="MaxTextTokens">Most word pieces of a caption, <c>[CLS]</c> and <c>[SEP]</c> included.</param>
/// <remarks>Source: microsoft/GLIP, configs/pretrain; GLIP paper (arXiv 2112.03857), table 1.</remarks>
public sealed record GlipArchitecture(SwinSizes Swin, BertSizes Bert, FusionSizes? Fusion, int Channels, int HeadLayers, int MaxTextTokens)
{
    /// <summary>Groups of the group norms in the head.</summary>
    public const int HeadGroups = 16;

    /// <summary>Distance of two neighbouring positions on the levels P3 to P7, in pixels.</summary>
    public static readonly ImmutableArray<int> Strides = [8, 16, 32, 64, 128];

    /// <summary>Names of the pyramid's levels, finest first.</summary>
    public static readonly ImmutableArray<string> Levels = ["p3", "p4", "p5", "p6", "p7"];

    /// <summary>Whether all tensors have the same shapes; the longest caption is a choice and does not count.</summary>
    public bool HasSizesOf(GlipArchitecture other) =>
        Bert == other.Bert && Fusion == other.Fusion && (Channels, HeadLayers) == (other.Channels, other.HeadLayers)
        && (Swin.EmbedDim, Swin.Window) == (other.Swin.EmbedDim, other.Swin.Window)
        && Swin.Depths.SequenceEqual(other.Swin.Depths) && Swin.Heads.SequenceEqual(other.Swin.Heads);

    /// <summary>
    /// Multiplications of vision and head for one image in the folded form that is written: what no arrangement of the graphs can avoid.
    /// </summary>
    /// <param name="height">Of the input, in pixels.</param>
    /// <param name="width">Of the input, in pixels.</param>
    /// <param name="tokens">Word pieces of the caption.</param>
    public double Multiplications(int height, int width, int tokens) => new Multiplications(this, height, width, tokens).Total;
}
