namespace Glip.Conversion;

/// <summary>How the numbers of a checkpoint are stored.</summary>
public enum StoredType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Bool,
}
