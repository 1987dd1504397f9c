using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>Names and shapes of all weights that inference needs, in the order of the official state dictionaries.</summary>
/// <remarks>Source: microsoft/GLIP, names of the parameters of the constructed models, without <c>module.</c>.</remarks>
internal sealed class ExpectedTensors
{
    private readonly ImmutableArray<ExpectedTensor>.Builder _all = ImmutableArray.CreateBuilder<ExpectedTensor>();

    private ExpectedTensors()
    {
    }

    public static ImmutableArray<ExpectedTensor> Of(GlipArchitecture architecture)
    {
        var tensors = new ExpectedTensors();
        tensors.AddSwin(architecture.Swin);
        tensors.AddPyramid(architecture);
        tensors.AddBert(architecture.Bert);
        tensors.AddHead(architecture);
        return tensors._all.ToImmutable();
    }

    private void AddSwin(SwinSizes swin)
    {
        const string Body = "backbone.body";
        Add($"{Body}.patch_embed.proj.weight", swin.EmbedDim, 3, SwinSizes.Patch, SwinSizes.Patch);
        Add($"{Body}.patch_embed.proj.bias", swin.EmbedDim);
        AddNorm($"{Body}.patch_embed.norm", swin.EmbedDim);
        for (var stage = 0; stage < swin.Depths.Length; stage++)
        {
            for (var block = 0; block < swin.Depths[stage]; block++)
            {
                AddSwinBlock($"{Body}.layers.{stage}.blocks.{block}", swin.Width(stage), swin.Heads[stage], swin.Window);
            }

            if (stage < swin.Depths.Length - 1)
            {
                Add($"{Body}.layers.{stage}.downsample.reduction.weight", 2 * swin.Width(stage), 4 * swin.Width(stage));
                AddNorm($"{Body}.layers.{stage}.downsample.norm", 4 * swin.Width(stage));
            }
        }

        for (var stage = 1; stage < swin.Depths.Length; stage++)
        {
            AddNorm($"{Body}.norm{stage}", swin.Width(stage));
        }
    }

    private void AddSwinBlock(string block, int width, int heads, int window)
    {
        AddNorm($"{block}.norm1", width);
        Add($"{block}.attn.relative_position_bias_table", ((2 * window) - 1) * ((2 * window) - 1), heads);
        AddLinear($"{block}.attn.qkv", 3 * width, width);
        AddLinear($"{block}.attn.proj", width, width);
        AddNorm($"{block}.norm2", width);
        AddLinear($"{block}.mlp.fc1", 4 * width, width);
        AddLinear($"{block}.mlp.fc2", width, 4 * width);
    }

    private void AddPyramid(GlipArchitecture architecture)
    {
        for (var level = 2; level <= 4; level++)
        {
            AddConvolution($"backbone.fpn.fpn_inner{level}", architecture.Channels, architecture.Swin.Width(level - 1), 1);
            AddConvolution($"backbone.fpn.fpn_layer{level}", architecture.Channels, architecture.Channels, 3);
        }

        AddConvolution("backbone.fpn.top_blocks.p6", architecture.Channels, architecture.Channels, 3);
        AddConvolution("backbone.fpn.top_blocks.p7", architecture.Channels, architecture.Channels, 3);
    }

    private void AddBert(BertSizes bert)
    {
        const string Model = "language_backbone.body.model";
        Add($"{Model}.embeddings.word_embeddings.weight", bert.Vocabulary, bert.Hidden);
        Add($"{Model}.embeddings.position_embeddings.weight", bert.Positions, bert.Hidden);
        Add($"{Model}.embeddings.token_type_embeddings.weight", 2, bert.Hidden);
        AddNorm($"{Model}.embeddings.LayerNorm", bert.Hidden);
        for (var layer = 0; layer < bert.Layers; layer++)
        {
            AddBertLayer($"{Model}.encoder.layer.{layer}", bert);
        }
    }

    private void AddBertLayer(string layer, BertSizes bert)
    {
        foreach (var part in new[] { "query", "key", "value" })
        {
            AddLinear($"{layer}.attention.self.{part}", bert.Hidden, bert.Hidden);
        }

        AddLinear($"{layer}.attention.output.dense", bert.Hidden, bert.Hidden);
        AddNorm($"{layer}.attention.output.LayerNorm", bert.Hidden);
        AddLinear($"{layer}.intermediate.dense", bert.Intermediate, bert.Hidden);
        AddLinear($"{layer}.output.dense", bert.Hidden, bert.Intermediate);
        AddNorm($"{layer}.output.LayerNorm", bert.Hidden);
    }

    private void AddHead(GlipArchitecture architecture)
    {
        const string Head = "rpn.head";
        var (channels, hidden) = (architecture.Channels, architecture.Bert.Hidden);
        Add($"{Head}.log_scale", 1);
        Add($"{Head}.bias_lang", hidden);
        Add($"{Head}.bias0", 1);
        for (var layer = 0; layer < architecture.HeadLayers; layer++)
        {
            if (architecture.Fusion is { } fusion)
            {
                AddFusion($"{Head}.dyhead_tower.{3 * layer}.b_attn", channels, hidden, fusion.Width);
                AddBertLayer($"{Head}.dyhead_tower.{(3 * layer) + 1}", architecture.Bert);
            }

            AddDyConv($"{Head}.dyhead_tower.{(architecture.Fusion is null ? layer : (3 * layer) + 2)}", channels);
        }

        AddConvolution($"{Head}.bbox_pred", 4, channels, 1);
        AddConvolution($"{Head}.centerness", 1, channels, 1);
        AddLinear($"{Head}.dot_product_projection_text", channels, hidden);
        for (var level = 0; level < GlipArchitecture.Levels.Length; level++)
        {
            Add($"{Head}.scales.{level}.scale", 1);
        }
    }

    private void AddFusion(string block, int channels, int hidden, int width)
    {
        Add($"{block}.gamma_v", channels);
        Add($"{block}.gamma_l", hidden);
        AddNorm($"{block}.layer_norm_v", channels);
        AddNorm($"{block}.layer_norm_l", hidden);
        AddLinear($"{block}.attn.v_proj", width, channels);
        AddLinear($"{block}.attn.l_proj", width, hidden);
        AddLinear($"{block}.attn.values_v_proj", width, channels);
        AddLinear($"{block}.attn.values_l_proj", width, hidden);
        AddLinear($"{block}.attn.out_v_proj", channels, width);
        AddLinear($"{block}.attn.out_l_proj", hidden, width);
    }

    private void AddDyConv(string layer, int channels)
    {
        for (var term = 0; term < 3; term++)
        {
            AddConvolution($"{layer}.DyConv.{term}.conv", channels, channels, 3);
            AddNorm($"{layer}.DyConv.{term}.bn", channels);
        }

        AddConvolution($"{layer}.AttnConv.1", 1, channels, 1);
        AddLinear($"{layer}.relu.fc.0", channels / 4, channels);
        AddLinear($"{layer}.relu.fc.2", 4 * channels, channels / 4);
        AddConvolution($"{layer}.offset", 27, channels, 3);
    }

    private void AddNorm(string name, int width)
    {
        Add($"{name}.weight", width);
        Add($"{name}.bias", width);
    }

    private void AddLinear(string name, int outputs, int inputs)
    {
        Add($"{name}.weight", outputs, inputs);
        Add($"{name}.bias", outputs);
    }

    private void AddConvolution(string name, int outputs, int inputs, int kernel)
    {
        Add($"{name}.weight", outputs, inputs, kernel, kernel);
        Add($"{name}.bias", outputs);
    }

    private void Add(string name, params int[] shape) => _all.Add(new ExpectedTensor(name, [.. shape]));
}
