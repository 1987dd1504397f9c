using System.Collections.Immutable;
using System.Globalization;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Recognises a GLIP model by its tensors: which variant, how large, and whether all of it is there.</summary>
public sealed class ArchitectureReader
{
    private const string Swin = "backbone.body";
    private const string Bert = "language_backbone.body.model";
    private const string Tower = "rpn.head.dyhead_tower";
    private const int PublishedBertHeadWidth = 64;
    private const int PublishedFusionHeads = 8;
    private const int PublishedMaxTextTokens = 256;

    private readonly ICheckpoint _checkpoint;
    private readonly ModelConfig _config;

    private ArchitectureReader(ICheckpoint checkpoint, ModelConfig config)
    {
        _checkpoint = checkpoint;
        _config = config;
    }

    /// <summary>Sizes of the model in a checkpoint with official names.</summary>
    /// <param name="checkpoint">All tensors that inference needs must be there; others are passed over.</param>
    /// <param name="config">Sizes that the tensors do not tell; needed for models that are no published variant.</param>
    /// <exception cref="CheckpointException">It is another model (says which it looks like), or tensors are missing or of wrong shapes (lists all of them).</exception>
    public static GlipArchitecture Read(ICheckpoint checkpoint, ModelConfig config)
    {
        var reader = new ArchitectureReader(checkpoint, config);
        var architecture = reader.Sizes();
        TensorCheck.Check(checkpoint, architecture);
        return reader.IsConfigured || GlipVariant.Published.Any(variant => variant.Architecture.HasSizesOf(architecture))
            ? architecture
            : throw new CheckpointException(
                $"{checkpoint.Source}: its sizes are those of no published GLIP model, and the heads of its attention cannot be told from the tensors; expected --config with bert.num_attention_heads and fusion.num_heads");
    }

    private bool IsConfigured => _config.BertHeads is not null;

    private GlipArchitecture Sizes()
    {
        RequireGlip();
        var isFused = _checkpoint.Tensors.ContainsKey($"{Tower}.0.b_attn.gamma_v");
        var convolutions = Count($"{Tower}.{{0}}.offset.weight", isFused ? 2 : 0, isFused ? 3 : 1);
        var bert = BertSizes();
        return new GlipArchitecture(
            SwinSizes(),
            bert,
            isFused ? new FusionSizes(Length($"{Tower}.0.b_attn.attn.v_proj.weight", 0), _config.FusionHeads ?? PublishedFusionHeads) : null,
            Channels: Length("backbone.fpn.fpn_inner2.weight", 0),
            HeadLayers: convolutions,
            MaxTextTokens: Math.Min(_config.MaxTextTokens ?? PublishedMaxTextTokens, bert.Positions));
    }

    private void RequireGlip()
    {
        var parts = new[] { Swin, "backbone.fpn", Bert, Tower };
        if (!parts.All(part => _checkpoint.Tensors.Keys.Any(name => name.StartsWith(part + ".", StringComparison.Ordinal))))
        {
            throw new CheckpointException($"{_checkpoint.Source}: {OtherModels.Describe(_checkpoint.Tensors.Keys)}; expected the weights of GLIP with tensors below {string.Join(", ", parts)}");
        }
    }

    private SwinSizes SwinSizes()
    {
        const int Stages = 4;
        var depths = Enumerable.Range(0, Stages).Select(stage => Count($"{Swin}.layers.{stage}.blocks.{{0}}.norm1.weight")).ToImmutableArray();
        var heads = Enumerable.Range(0, Stages).Select(stage => Length(Table(stage), 1)).ToImmutableArray();
        if (_config.SwinHeads is { } expected && !expected.SequenceEqual(heads))
        {
            throw new CheckpointException($"{_checkpoint.Source}: the image backbone has {string.Join(", ", heads)} heads; expected {string.Join(", ", expected)} as in the configuration");
        }

        var window = (int)Math.Sqrt(Length(Table(0), 0)) / 2;
        return new SwinSizes(Length($"{Swin}.patch_embed.proj.weight", 0), depths, heads, window + 1);

        static string Table(int stage) => $"{Swin}.layers.{stage}.blocks.0.attn.relative_position_bias_table";
    }

    private BertSizes BertSizes()
    {
        var hidden = Length($"{Bert}.embeddings.word_embeddings.weight", 1);
        var heads = _config.BertHeads ?? Math.Max(1, hidden / PublishedBertHeadWidth);
        if (hidden % heads != 0)
        {
            throw new CheckpointException($"{_checkpoint.Source}: the text model is {hidden} wide, which {heads} heads do not divide; expected another bert.num_attention_heads");
        }

        return new BertSizes(
            Vocabulary: Length($"{Bert}.embeddings.word_embeddings.weight", 0),
            hidden,
            Layers: Count($"{Bert}.encoder.layer.{{0}}.attention.self.query.weight"),
            heads,
            Intermediate: Length($"{Bert}.encoder.layer.0.intermediate.dense.weight", 0),
            Positions: Length($"{Bert}.embeddings.position_embeddings.weight", 0));
    }

    /// <summary>How many tensors there are whose number counts up from a first one.</summary>
    private int Count(string pattern, int first = 0, int step = 1)
    {
        var count = 0;
        while (_checkpoint.Tensors.ContainsKey(string.Format(CultureInfo.InvariantCulture, pattern, first + (count * step))))
        {
            count++;
        }

        return count;
    }

    private int Length(string name, int axis) => _checkpoint.Tensors.TryGetValue(name, out var tensor) && tensor.Shape.Length > axis
        ? tensor.Shape[axis]
        : throw new CheckpointException($"{_checkpoint.Source}: {TensorCheck.Missing(name, _checkpoint.Tensors.Keys)}; expected a whole GLIP model");
}
