using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>Operators that move elements, and lengths of axes as values of the graph.</summary>
internal static class Reshaping
{
    /// <summary>Length of an axis, int64 [1]; a constant where it is known.</summary>
    public static Value Length(this Value x, int axis)
    {
        var index = x.Shape.Index(axis);
        return x.Shape[index].Length is { } known
            ? x.Graph.Whole(known)
            : x.Apply("Shape", Shape.Of(1), ElementType.Int64, attributes: new() { { "start", (long)index }, { "end", index + 1L } });
    }

    /// <summary>Another view of the same elements.</summary>
    /// <param name="target">0 keeps the length of the axis at the same place, -1 takes what is left.</param>
    public static Value Reshape(this Value x, params Extent[] target)
    {
        var shape = new Shape([.. target.Select((extent, i) => Resulting(x.Shape, extent, i))]);
        if (target.Any(extent => extent.Number == -1) && x.Shape.Axes.All(axis => axis.Length is not null) && target.All(extent => extent.Number is not null))
        {
            var rest = Array.FindIndex(target, extent => extent.Number == -1);
            var known = shape.Axes.Where((_, i) => i != rest).Aggregate(1L, (product, axis) => product * axis.Length!.Value);
            shape = shape.With(rest, x.Shape.Axes.Aggregate(1L, (product, axis) => product * axis.Length!.Value) / known);
        }

        return x.Apply("Reshape", shape, more: [x.Graph.ShapeVector(target)]);
    }

    /// <summary>The lengths as one vector, int64 [rank].</summary>
    public static Value ShapeVector(this GraphBuilder graph, params Extent[] target) => target.All(extent => extent.Number is not null)
        ? graph.Whole([.. target.Select(extent => extent.Number!.Value)])
        : Concat(0, [.. target.Select(extent => extent.Value ?? graph.Whole(extent.Number!.Value))]);

    public static Value Transpose(this Value x, params int[] order) =>
        x.Apply("Transpose", new Shape([.. order.Select(axis => x.Shape[axis])]), attributes: new() { { "perm", order.Select(axis => (long)axis) } });

    public static Value Unsqueeze(this Value x, params long[] axes)
    {
        var dims = x.Shape.Axes.ToList();
        foreach (var axis in axes)
        {
            dims.Insert((int)axis, 1);
        }

        return x.Apply("Unsqueeze", new Shape([.. dims]), more: [x.Graph.Whole(axes)]);
    }

    public static Value Squeeze(this Value x, int axis) => x.Apply("Squeeze", x.Shape.Without(axis), more: [x.Graph.Whole(axis)]);

    public static Value Concat(int axis, params Value[] parts)
    {
        var lengths = parts.Select(part => part.Shape[axis].Length).ToArray();
        Dim length = lengths.All(known => known is not null) ? (Dim)lengths.Sum()!.Value : Dim.Unknown;
        return parts[0].Apply("Concat", parts[0].Shape.With(axis, length), more: parts[1..], attributes: new() { { "axis", (long)axis } });
    }

    /// <summary>Cuts an axis into parts of the given lengths.</summary>
    public static ImmutableArray<Value> Split(this Value x, int axis, params Extent[] lengths) => x.Graph.Add(
        "Split",
        [x, x.Graph.ShapeVector(lengths)],
        [.. lengths.Select(length => (x.Type, (Shape?)x.Shape.With(axis, length.Number is { } known ? known : Dim.Unknown)))],
        new() { { "axis", (long)x.Shape.Index(axis) } });

    /// <summary>Elements [from, to) of an axis.</summary>
    public static Value Slice(this Value x, int axis, Extent from, Extent to)
    {
        Dim length = from.Number is { } first && to.Number is { } last and >= 0 ? last - first : Dim.Unknown;
        return x.Apply("Slice", x.Shape.With(axis, length), more: [x.Graph.ShapeVector(from), x.Graph.ShapeVector(to), x.Graph.Whole(x.Shape.Index(axis))]);
    }

    /// <summary>Entries of an axis by their indices.</summary>
    /// <param name="indices">int64, of any shape, which takes the place of the axis.</param>
    public static Value Gather(this Value x, int axis, Value indices)
    {
        var at = x.Shape.Index(axis);
        var shape = new Shape([.. x.Shape.Axes[..at], .. indices.Shape.Axes, .. x.Shape.Axes[(at + 1)..]]);
        return x.Apply("Gather", shape, more: [indices], attributes: new() { { "axis", (long)at } });
    }

    /// <summary>Rows of each item of a batch: x [N, S, C] at indices [N, M] gives [N, M, C].</summary>
    public static Value GatherRows(this Value x, Value indices) => x.Apply(
        "GatherND", Shape.Of(x.Shape[0], indices.Shape[1], x.Shape[2]), more: [indices.Unsqueeze(2)], attributes: new() { { "batch_dims", 1L } });

    /// <summary>Repeats until the shape is reached.</summary>
    public static Value Expand(this Value x, params Extent[] target) => x.Apply(
        "Expand", new Shape([.. target.Select(extent => extent.Number is { } known ? known : Dim.Unknown)]), more: [x.Graph.ShapeVector(target)]);

    /// <summary>0, 1, … up to a length.</summary>
    /// <param name="length">int64 [1].</param>
    public static Value Range(Value length) =>
        length.Graph.WholeScalar(0).Apply("Range", Shape.Of(Dim.Unknown), more: [length.Squeeze(0), length.Graph.WholeScalar(1)]);

    private static Dim Resulting(Shape from, Extent extent, int axis) => extent.Number switch
    {
        null or -1 => Dim.Unknown,
        0 => from[axis],
        { } known => known,
    };
}
