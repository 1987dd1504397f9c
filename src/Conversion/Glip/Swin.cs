namespace Glip.Conversion;

/// <summary>The image backbone: a Swin Transformer over patches of 4 × 4 pixels.</summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030); microsoft/GLIP, modeling/backbone/swint.py.</remarks>
internal sealed class Swin(Kernels kernels, WeightScope weights, SwinSizes sizes)
{
    private const float Epsilon = 1e-5f;

    private readonly GraphBuilder _graph = kernels.Graph;

    /// <summary>Features at strides 8, 16 and 32.</summary>
    /// <param name="rows">float32 [N, H, 3W] of <see cref="PixelInput"/>, H and W multiples of 32.</param>
    public IReadOnlyList<TokenMap> Features(Value rows)
    {
        using var scope = _graph.Scope("swin");
        var map = Patches(rows);
        var outputs = new List<TokenMap>();
        for (var stage = 0; stage < sizes.Depths.Length; stage++)
        {
            using var stageScope = _graph.Scope($"stage{stage}");
            var stream = Blocks(map, stage);
            var seen = stage == 0 ? stream.Tokens : stream.Norm(weights.Norm($"norm{stage}", Epsilon));
            _graph.Probe($"swin_stage{stage + 2}", () => map.With(seen).ToMaps());
            if (stage > 0)
            {
                outputs.Add(map.With(seen));
            }

            if (stage < sizes.Depths.Length - 1)
            {
                map = Merged(map.With(stream.Tokens), weights.In($"layers.{stage}.downsample"), sizes.Width(stage));
            }
        }

        return outputs;
    }

    /// <summary>The patch embedding: a product per patch, the deviation of the colours divided out of its matrix.</summary>
    private TokenMap Patches(Value rows)
    {
        const int P = SwinSizes.Patch;
        var (height, width) = (rows.Length(1) / _graph.Whole(P), rows.Length(2) / _graph.Whole(3 * P));
        var patches = rows.Reshape(rows.Length(0), height, P, width, 3 * P).Transpose(0, 1, 3, 2, 4).Reshape(rows.Length(0), -1, 3 * P * P);
        var tokens = patches.MatMul(_graph.Constant(PatchMatrix())) + _graph.Constant(weights["patch_embed.proj.bias"]);
        return new TokenMap(kernels.Norm(tokens, weights.Norm("patch_embed.norm", Epsilon)), height, width);
    }

    /// <summary>[E, 3 (blue, green, red), 4, 4] as [4 · 4 · 3 (red, green, blue), E].</summary>
    private Weight PatchMatrix()
    {
        var filters = weights["patch_embed.proj.weight"];
        const int Area = SwinSizes.Patch * SwinSizes.Patch;
        return new([3 * Area, sizes.EmbedDim], () =>
        {
            var values = filters.Read();
            var matrix = new float[values.Length];
            for (var i = 0; i < matrix.Length; i++)
            {
                var (input, output) = (i / sizes.EmbedDim, i % sizes.EmbedDim);
                var (place, colour) = (input / 3, input % 3);
                matrix[i] = values[(((output * 3) + 2 - colour) * Area) + place] / PixelInput.Deviation[colour];
            }

            return matrix;
        });
    }

    private TokenStream Blocks(TokenMap map, int stage)
    {
        var stream = new TokenStream(kernels, map.Tokens);
        var straight = new Windows(map, sizes.Window, shift: 0);
        var shifted = new Windows(map, sizes.Window, sizes.Window / 2);
        for (var block = 0; block < sizes.Depths[stage]; block++)
        {
            using var scope = _graph.Scope($"block{block}");
            var own = weights.In($"layers.{stage}.blocks.{block}");
            Attend(stream, own, block % 2 == 0 ? straight : shifted, sizes.Heads[stage], sizes.Width(stage));
            var (first, second) = (own.Linear("mlp.fc1"), own.Linear("mlp.fc2"));
            stream.Add(kernels.FeedForward(stream.Norm(own.Norm("norm2", Epsilon)), first, second.Matrix), second.Bias);
        }

        return stream;
    }

    /// <summary>
    /// Attention inside windows. The bias of the keys cancels in the softmax; that of the values is added with the bias of the
    /// projection, so that cells outside of the map are rows of zeros as keys and values.
    /// </summary>
    private void Attend(TokenStream stream, WeightScope block, Windows windows, int heads, int width)
    {
        var cells = windows.Partition(stream.Norm(block.Norm("norm1", Epsilon)));
        var (matrix, bias) = (block["attn.qkv.weight"], block["attn.qkv.bias"]);
        var scale = 1 / MathF.Sqrt((float)width / heads);
        var attention = new AttentionWeights(
            new LinearWeights(matrix.Rows(0, width).Transpose(), bias.Rows(0, width)).Times(scale),
            matrix.Rows(width, width).Transpose(),
            matrix.Rows(2 * width, width).Transpose(),
            heads);
        var positions = _graph.Constant(RelativePositions.Bias(block["attn.relative_position_bias_table"], sizes.Window, heads));
        var seen = kernels.SelfAttention(cells, attention, windows.Bias(positions));
        var projection = block.Linear("attn.proj");
        stream.Add(windows.Reverse(kernels.Linear(seen, projection.Matrix)), projection.BiasWith(bias.Rows(2 * width, width)));
    }

    /// <summary>Joins 2 × 2 tokens to one of double width.</summary>
    private TokenMap Merged(TokenMap map, WeightScope downsample, int width)
    {
        var (height, halfWidth) = (map.Height / _graph.Whole(2), map.Width / _graph.Whole(2));
        var batch = map.Tokens.Length(0);
        var quads = map.Tokens.Reshape(batch, height, 2, halfWidth, 2 * width).Transpose(0, 1, 3, 2, 4).Reshape(batch, -1, 4 * width);
        var norm = downsample.Norm("norm", Epsilon);
        var ordered = new NormWeights(RowsFirst(norm.Scale, width), RowsFirst(norm.Shift, width), norm.Epsilon);
        var matrix = RowsFirst(downsample["reduction.weight"].Transpose(), width);
        return new TokenMap(kernels.NormThenLinear(quads, ordered, matrix), height, halfWidth);
    }

    /// <summary>The official order of the four neighbours goes down the columns; in memory they lie row by row.</summary>
    private static Weight RowsFirst(Weight weight, int width)
    {
        var columns = weight.Count / (4 * width);
        return weight.Reshape(4, width * columns).Reorder(0, 2, 1, 3).Reshape([.. weight.Shape]);
    }
}
