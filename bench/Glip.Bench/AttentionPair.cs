using Glip.Conversion;

namespace Glip.Bench;

/// <summary>One attention between an image and a text.</summary>
internal sealed class AttentionPair : GraphPair
{
    private const int Channels = 256;
    private const int Heads = 8;

    public AttentionPair(int positions, int tokens, int threads)
        : base(threads)
    {
        var rows = Heads * tokens;
        Operations = 6.0 * positions * rows * Channels;
        AddInput("image", 1, 1, positions, Channels);
        AddInput("keys", 0.1f, 1, rows, Channels);
        AddInput("offset", 1, 1, rows);
        AddInput("values", 1, 1, rows, Channels);
        AddAttention(positions, rows, (_, image, keys, offset, values) =>
        {
            var scores = FusedMatMul(keys, image, Shape.Of(1, rows, positions), transposeA: false);
            var byHead = (scores.Transpose(0, 2, 1) + offset.Unsqueeze(1)).Reshape(0, 0, Heads, -1);
            var toImage = FusedMatMul(values, byHead.Softmax().Reshape(0, 0, -1), Shape.Of(1, Channels, positions), transposeA: true);
            return (toImage, scores.Softmax().MatMul(image));
        });
        AddAttention(positions, rows, (graph, image, keys, offset, values) => new CpuKernels(graph).CrossAttention(image, keys, offset, values, Heads));
    }

    public override double Operations { get; }

    private static Value FusedMatMul(Value a, Value b, Shape shape, bool transposeA) => a.Apply(
        "FusedMatMul", shape, more: [b], attributes: new() { { "transA", transposeA ? 1L : 0L }, { "transB", 1L } }, domain: ContributedDomain.Name);

    private void AddAttention(int positions, int rows, Func<GraphBuilder, Value, Value, Value, Value, (Value ToImage, Value ToText)> build) => Add(graph =>
    {
        var (toImage, toText) = build(
            graph,
            graph.Input("image", ElementType.Float32, 1, positions, Channels),
            graph.Input("keys", ElementType.Float32, 1, rows, Channels),
            graph.Input("offset", ElementType.Float32, 1, rows),
            graph.Input("values", ElementType.Float32, 1, rows, Channels));
        graph.Output("to_image", toImage);
        graph.Output("to_text", toText);
    });
}
