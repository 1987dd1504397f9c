using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Glip.Conversion;

/// <summary>What MMDetection calls the tensors of GLIP, and what the authors of GLIP call them.</summary>
/// <remarks>
/// Source: open-mmlab/mmdetection, tools/model_converters/glip_to_mmdet.py, read backwards. Early conversions kept the names
/// <c>DyConv</c> and <c>AttnConv</c>, which pass unchanged.
/// </remarks>
internal static class MmDetectionNames
{
    public const string Backbone = "backbone.";
    public const string Head = "bbox_head.head.";

    private const string Neck = "neck.";
    private const string SwinBlock = @"^backbone\.stages\.(\d+\.blocks\.\d+)\.";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private static readonly ImmutableArray<(Regex Theirs, string Official)> s_rules =
    [
        Rule(@"^backbone\.patch_embed\.projection\.(weight|bias)$", "backbone.body.patch_embed.proj.$1"),
        Rule(@"^backbone\.(patch_embed\.norm|norm\d)\.(weight|bias)$", "backbone.body.$1.$2"),
        Rule($@"{SwinBlock}(norm[12])\.(weight|bias)$", "backbone.body.layers.$1.$2.$3"),
        Rule($@"{SwinBlock}attn\.w_msa\.((?:qkv|proj)\.(?:weight|bias)|relative_position_(?:bias_table|index))$", "backbone.body.layers.$1.attn.$2"),
        Rule($@"{SwinBlock}ffn\.layers\.0\.0\.(weight|bias)$", "backbone.body.layers.$1.mlp.fc1.$2"),
        Rule($@"{SwinBlock}ffn\.layers\.1\.(weight|bias)$", "backbone.body.layers.$1.mlp.fc2.$2"),
        Rule(@"^backbone\.stages\.(\d+)\.downsample\.(norm\.weight|norm\.bias|reduction\.weight)$", "backbone.body.layers.$1.downsample.$2"),
        .. Enumerable.Range(0, 3).Select(level => Rule($@"^neck\.lateral_convs\.{level}\.conv\.(weight|bias)$", $"backbone.fpn.fpn_inner{level + 2}.$1")),
        .. Enumerable.Range(0, 3).Select(level => Rule($@"^neck\.fpn_convs\.{level}\.conv\.(weight|bias)$", $"backbone.fpn.fpn_layer{level + 2}.$1")),
        Rule(@"^neck\.fpn_convs\.3\.conv\.(weight|bias)$", "backbone.fpn.top_blocks.p6.$1"),
        Rule(@"^neck\.fpn_convs\.4\.conv\.(weight|bias)$", "backbone.fpn.top_blocks.p7.$1"),
        Rule(@"^language_model\.(language_backbone\..*)$", "$1"),
        Rule(@"^bbox_head\.(head\.dyhead_tower\.\d+\.)dyconvs\.(.*)$", "rpn.$1DyConv.$2"),
        Rule(@"^bbox_head\.(head\.dyhead_tower\.\d+\.)attnconv\.(.*)$", "rpn.$1AttnConv.$2"),
        Rule(@"^bbox_head\.(.*)$", "rpn.$1"),
    ];

    /// <summary>The official name of a tensor. What is no part of the network keeps its name.</summary>
    /// <returns>Null when it belongs to an image backbone or a pyramid that GLIP does not have.</returns>
    public static string? Official(string name)
    {
        foreach (var (theirs, official) in s_rules)
        {
            if (theirs.IsMatch(name))
            {
                return theirs.Replace(name, official);
            }
        }

        return name.StartsWith(Backbone, StringComparison.Ordinal) || name.StartsWith(Neck, StringComparison.Ordinal) ? null : name;
    }

    private static (Regex Theirs, string Official) Rule(string theirs, string official) =>
        (new(theirs, RegexOptions.CultureInvariant, s_patience), official);
}
