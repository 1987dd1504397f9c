namespace Glip.Conversion;

/// <summary>Type of a tensor's elements; the numbers are those of the ONNX format.</summary>
/// <remarks>Source: ONNX specification, TensorProto.DataType.</remarks>
internal enum ElementType
{
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    Int64 = 7,
    Bool = 9,
    Float16 = 10,
}
