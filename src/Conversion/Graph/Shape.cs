using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>Lengths of the axes of a tensor, as far as they are known while the graph is built.</summary>
internal sealed class Shape(ImmutableArray<Dim> axes)
{
    public ImmutableArray<Dim> Axes { get; } = axes;

    public int Rank => Axes.Length;

    public Dim this[int axis] => Axes[Index(axis)];

    public static Shape Of(params ReadOnlySpan<Dim> axes) => new([.. axes]);

    public static Shape Of(IEnumerable<int> lengths) => new([.. lengths.Select(length => (Dim)length)]);

    /// <summary>Shape of an element-wise result.</summary>
    /// <exception cref="InvalidOperationException">The shapes do not go together.</exception>
    /// <remarks>Source: ONNX specification, "Broadcasting in ONNX", multidirectional.</remarks>
    public static Shape Broadcast(Shape a, Shape b)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        var axes = new Dim[rank];
        for (var i = 1; i <= rank; i++)
        {
            Dim left = i <= a.Rank ? a[^i] : 1;
            Dim right = i <= b.Rank ? b[^i] : 1;
            axes[^i] = left.Length == 1 ? right
                : right.Length == 1 ? left
                : left.MayEqual(right) ? left.And(right)
                : throw new InvalidOperationException($"{a} and {b} do not go together.");
        }

        return new([.. axes]);
    }

    public Dim this[Index axis] => Axes[axis];

    public Shape With(int axis, Dim length) => new(Axes.SetItem(Index(axis), length));

    public Shape Without(int axis) => new(Axes.RemoveAt(Index(axis)));

    /// <summary>Number of an axis counted from the front.</summary>
    public int Index(int axis) => axis < 0 ? axis + Rank : axis;

    public override string ToString() => $"[{string.Join(", ", Axes)}]";
}
