using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>A constant of the graph; its bytes are made when the file is written.</summary>
/// <param name="Name">Unique in the graph.</param>
/// <param name="Type">Type of the elements.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Content">Gives the elements, row-major, little endian.</param>
internal sealed record Initializer(string Name, ElementType Type, ImmutableArray<int> Shape, Func<byte[]> Content)
{
    public long Bytes => Shape.Aggregate((long)Type.Bytes(), (product, length) => checked(product * length));
}
