using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>Sizes of the levels P3 to P7 as values of the head's graph; computed once, used by all layers.</summary>
internal sealed class Pyramid
{
    /// <param name="maps">[N, channels, height, width] of each level.</param>
    public Pyramid(IReadOnlyList<Value> maps)
    {
        Graph = maps[0].Graph;
        Batch = maps[0].Length(0);
        Channels = maps[0].Shape[1].Length!.Value;
        Heights = [.. maps.Select(map => map.Length(2))];
        Widths = [.. maps.Select(map => map.Length(3))];
        Areas = [.. Heights.Zip(Widths, (height, width) => height * width)];
    }

    public GraphBuilder Graph { get; }

    /// <summary>int64 [1].</summary>
    public Value Batch { get; }

    public long Channels { get; }

    /// <summary>int64 [1] each.</summary>
    public ImmutableArray<Value> Heights { get; }

    /// <summary>int64 [1] each.</summary>
    public ImmutableArray<Value> Widths { get; }

    /// <summary>Positions of each level, int64 [1].</summary>
    public ImmutableArray<Value> Areas { get; }

    public int Count => Heights.Length;

    /// <summary>Whole shape of a level's map, int64 [4].</summary>
    public Value SizeOf(int level) => Graph.ShapeVector(Batch, Channels, Heights[level], Widths[level]);

    /// <summary>Maps as one list [N, channels, positions], P3 first, row by row.</summary>
    public static Value Join(IReadOnlyList<Value> maps) => Reshaping.Concat(2, [.. maps.Select(map => map.Reshape(0, 0, -1))]);

    /// <summary>The opposite of <see cref="Join"/>.</summary>
    public IReadOnlyList<Value> Part(Value joined)
    {
        var parts = joined.Split(2, [.. Areas.Select(area => (Extent)area)]);
        return [.. parts.Select((part, level) => part.Reshape(0, 0, Heights[level], Widths[level]))];
    }
}
