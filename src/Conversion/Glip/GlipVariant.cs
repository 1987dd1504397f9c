using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>A published GLIP model.</summary>
/// <param name="Name">As in commands: <c>glip-t</c>.</param>
/// <param name="Architecture">Its sizes.</param>
/// <remarks>Source: GLIP (arXiv 2112.03857), table 1; microsoft/GLIP, configs/pretrain.</remarks>
public sealed record GlipVariant(string Name, GlipArchitecture Architecture)
{
    private static readonly BertSizes s_bert = new(Vocabulary: 30522, Hidden: 768, Layers: 12, Heads: 12, Intermediate: 3072, Positions: 512);
    private static readonly SwinSizes s_tiny = new(EmbedDim: 96, Depths: [2, 2, 6, 2], Heads: [3, 6, 12, 24], Window: 7);
    private static readonly SwinSizes s_large = new(EmbedDim: 192, Depths: [2, 2, 18, 2], Heads: [6, 12, 24, 48], Window: 12);
    private static readonly FusionSizes s_fusion = new(Width: 2048, Heads: 8);
    private static readonly GlipArchitecture s_fused = new(s_tiny, s_bert, s_fusion, Channels: 256, HeadLayers: 6, MaxTextTokens: 256);

    /// <summary>A, B, C, T and L. B, C and T differ in their weights only; the first with the sizes of a checkpoint gives its name.</summary>
    public static readonly ImmutableArray<GlipVariant> Published =
    [
        new("glip-t", s_fused),
        new("glip-t-a", s_fused with { Fusion = null }),
        new("glip-t-b", s_fused),
        new("glip-t-c", s_fused),
        new("glip-l", new(s_large, s_bert, s_fusion, Channels: 256, HeadLayers: 8, MaxTextTokens: 256)),
    ];

    /// <summary>The published variant of these sizes, or one named <c>glip-custom</c>.</summary>
    public static GlipVariant Of(GlipArchitecture architecture) =>
        Published.FirstOrDefault(variant => variant.Architecture.HasSizesOf(architecture)) ?? new("glip-custom", architecture);
}
