namespace Glip.Conversion;

/// <summary>Operators that change each element, or bring elements together.</summary>
internal static class Arithmetic
{
    public static Value Cast(this Value x, ElementType type) => x.Type == type ? x : x.Apply("Cast", x.Shape, type, attributes: new() { { "to", (long)type } });

    public static Value Relu(this Value x) => x.Apply("Relu", x.Shape);

    public static Value Sigmoid(this Value x) => x.Apply("Sigmoid", x.Shape);

    public static Value Exp(this Value x) => x.Apply("Exp", x.Shape);

    public static Value Sqrt(this Value x) => x.Apply("Sqrt", x.Shape);

    public static Value Reciprocal(this Value x) => x.Apply("Reciprocal", x.Shape);

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public static Value HardSigmoid(this Value x) => x.Apply("HardSigmoid", x.Shape, attributes: new() { { "alpha", 1f / 6 }, { "beta", 0.5f } });

    /// <summary>Gaussian error linear unit in its exact form, x · Φ(x).</summary>
    public static Value Gelu(this Value x) => x.Apply("Gelu", x.Shape, attributes: new() { { "approximate", "none" } });

    public static Value Max(this Value x, Value other) => Value.Elementwise("Max", x, other);

    public static Value Min(this Value x, Value other) => Value.Elementwise("Min", x, other);

    public static Value Max(this Value x, float least) => x.Max(x.Graph.Scalar(least, x.Type));

    public static Value Min(this Value x, float most) => x.Min(x.Graph.Scalar(most, x.Type));

    /// <summary>Limits each element to [-limit, limit].</summary>
    public static Value Clip(this Value x, float limit) => x.Apply("Clip", x.Shape, more: [x.Graph.Scalar(-limit, x.Type), x.Graph.Scalar(limit, x.Type)]);

    public static Value And(this Value x, Value other) => Value.Elementwise("And", x, other);

    /// <summary>Takes from one value where this one is true, else from the other.</summary>
    public static Value Where(this Value condition, Value yes, Value no) =>
        condition.Apply("Where", Shape.Broadcast(condition.Shape, Shape.Broadcast(yes.Shape, no.Shape)), yes.Type, [yes, no]);

    public static Value Softmax(this Value x) => x.Apply("Softmax", x.Shape, attributes: new() { { "axis", -1L } });

    public static Value ReduceMean(this Value x, params long[] axes) => x.Reduce("ReduceMean", axes);

    public static Value ReduceSumSquare(this Value x, params long[] axes) => x.Reduce("ReduceSumSquare", axes);

    public static Value ReduceL2(this Value x, params long[] axes) => x.Reduce("ReduceL2", axes);

    /// <summary>Product of the last two axes.</summary>
    public static Value MatMul(this Value a, Value b)
    {
        if (!a.Shape[^1].MayEqual(b.Shape[^2]) || a.Type != b.Type)
        {
            throw new InvalidOperationException($"{a} and {b} cannot be multiplied.");
        }

        return a.Apply("MatMul", MatMulShape(a.Shape, b.Shape, a.Shape[^2], b.Shape[^1]), more: [b]);
    }

    /// <summary>Shape of a product of matrices whose other axes are broadcast.</summary>
    public static Shape MatMulShape(Shape a, Shape b, Dim rows, Dim columns)
    {
        var outer = Shape.Broadcast(new(a.Axes[..^2]), new(b.Axes[..^2]));
        return new([.. outer.Axes, rows, columns]);
    }

    private static Value Reduce(this Value x, string op, long[] axes)
    {
        var shape = axes.Aggregate(x.Shape, (shape, axis) => shape.With((int)axis, 1));
        return x.Apply(op, shape, more: [x.Graph.Whole(axes)], attributes: new() { { "keepdims", 1L } });
    }
}
