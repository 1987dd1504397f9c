namespace Glip.Conversion;

/// <summary>What the builder has to know of element types.</summary>
internal static class ElementTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Bytes(this ElementType type) => type switch
    {
        ElementType.UInt8 or ElementType.Int8 or ElementType.Bool => 1,
        ElementType.Float16 => 2,
        ElementType.Float32 => 4,
        _ => 8,
    };
}
