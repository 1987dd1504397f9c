namespace Glip.Conversion;

/// <summary>Guesses what a checkpoint is that is not GLIP, so that a mistaken download is told by its name.</summary>
internal static class OtherModels
{
    private static readonly (string Part, string Name)[] s_known =
    [
        ("fusion_layers", "Grounding DINO"),
        ("transformer.encoder.text_layers", "Grounding DINO"),
        ("language_model.language_backbone", "a GLIP model under MMDetection's names"),
        ("dyhead_tower", "DyHead or GLIP without its other parts"),
        ("visual.transformer.resblocks", "CLIP"),
        ("owlvit.", "OWL-ViT"),
        ("owlv2.", "OWLv2"),
        ("image_encoder.blocks", "Segment Anything"),
        ("transformer.decoder.layers", "a DETR model"),
        ("roi_heads.", "a two-stage detector"),
        ("bbox_head.", "an MMDetection detector without text"),
        ("relative_position_bias_table", "a Swin Transformer alone, such as the start weights of the backbone"),
        ("encoder.layer.0.attention.self", "a BERT text model alone"),
        ("model.0.conv", "a YOLO model"),
        ("model.22.", "a YOLO model"),
        ("lora_", "LoRA weights without their model"),
        ("layer1.0.conv1", "a ResNet"),
        ("blocks.0.attn.qkv", "a Vision Transformer"),
        ("state.", "the state of an optimizer"),
    ];

    public static string Describe(IEnumerable<string> names)
    {
        var all = names.ToArray();
        var match = s_known.Where(known => all.Any(name => name.Contains(known.Part, StringComparison.Ordinal))).Select(known => known.Name).FirstOrDefault();
        return all.Length == 0 ? "holds no tensor"
            : match is not null ? $"looks like {match}"
            : $"is no model that is known here ({all.Length} tensors, the first is '{all[0]}')";
    }
}
