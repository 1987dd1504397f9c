namespace Glip.Conversion.Tests;

/// <summary>Official tensors as MMDetection stores them: written from its documented rules, from the official side.</summary>
internal static class MmDetectionForward
{
    /// <summary>The place of a neighbour (row, column) in Swin's line: first the even columns, in each the even row first.</summary>
    private static readonly (int Row, int Column)[] s_swin = [(0, 0), (1, 0), (0, 1), (1, 1)];

    public static string Name(string official, bool early)
    {
        var parts = official.Split('.');
        return parts switch
        {
            ["backbone", "body", "patch_embed", "proj", var end] => $"backbone.patch_embed.projection.{end}",
            ["backbone", "body", "layers", .. var block, "mlp", "fc1", var end] => $"backbone.stages.{Join(block)}.ffn.layers.0.0.{end}",
            ["backbone", "body", "layers", .. var block, "mlp", "fc2", var end] => $"backbone.stages.{Join(block)}.ffn.layers.1.{end}",
            ["backbone", "body", "layers", var stage, "blocks", var block, "attn", .. var rest] => $"backbone.stages.{stage}.blocks.{block}.attn.w_msa.{Join(rest)}",
            ["backbone", "body", "layers", .. var rest] => $"backbone.stages.{Join(rest)}",
            ["backbone", "body", .. var rest] => $"backbone.{Join(rest)}",
            ["backbone", "fpn", "top_blocks", "p6", var end] => $"neck.fpn_convs.3.conv.{end}",
            ["backbone", "fpn", "top_blocks", "p7", var end] => $"neck.fpn_convs.4.conv.{end}",
            ["backbone", "fpn", var level, var end] => $"neck.{(level.StartsWith("fpn_inner", StringComparison.Ordinal) ? "lateral" : "fpn")}_convs.{level[^1] - '2'}.conv.{end}",
            ["language_backbone", ..] => $"language_model.{official}",
            ["rpn", .. var rest] when early => $"bbox_head.{Join(rest)}",
            ["rpn", .. var rest] => $"bbox_head.{Join(rest).Replace("DyConv", "dyconvs", StringComparison.Ordinal).Replace("AttnConv", "attnconv", StringComparison.Ordinal)}",
            _ => official,
        };
    }

    /// <summary>Channel by channel, and of each its four neighbours along the rows.</summary>
    public static float[] Merging(float[] official, int width)
    {
        var channels = width / 4;
        return
        [
            .. from row in Enumerable.Range(0, official.Length / width)
               from channel in Enumerable.Range(0, channels)
               from neighbour in new[] { (0, 0), (0, 1), (1, 0), (1, 1) }
               select official[(row * width) + (Array.IndexOf(s_swin, neighbour) * channels) + channel],
        ];
    }

    private static string Join(string[] parts) => string.Join('.', parts);
}
