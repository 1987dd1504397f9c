using System.Collections.Frozen;

namespace Glip.Conversion;

/// <summary>A name of Python that a checkpoint may use. It stands for what this reader makes in its place; Python is not involved.</summary>
/// <param name="Name">Module and name.</param>
/// <param name="Kind">What a call makes.</param>
/// <param name="Type">Of storages and number types that tensors can have.</param>
internal sealed record PickleGlobal(string Name, PickleGlobalKind Kind, StoredType? Type = null)
{
    private static readonly FrozenDictionary<(string Module, string Name), PickleGlobal> s_allowed = All().ToFrozenDictionary(
        global => (global.Module, global.Name), global => new PickleGlobal($"{global.Module}.{global.Name}", global.Kind, global.Type));

    /// <summary>Null if the name is not allowed.</summary>
    public static PickleGlobal? Find(string module, string name) => s_allowed.GetValueOrDefault((module, name));

    private static IEnumerable<(string Module, string Name, PickleGlobalKind Kind, StoredType? Type)> All() =>
    [
        ("collections", "OrderedDict", PickleGlobalKind.Dictionary, null),
        ("torch._utils", "_rebuild_tensor_v2", PickleGlobalKind.Tensor, null),
        ("torch._utils", "_rebuild_tensor_v3", PickleGlobalKind.TensorOfBytes, null),
        ("torch._utils", "_rebuild_parameter", PickleGlobalKind.Parameter, null),
        ("torch", "Size", PickleGlobalKind.Size, null),

        ("torch", "FloatStorage", PickleGlobalKind.Storage, StoredType.Float32),
        ("torch", "DoubleStorage", PickleGlobalKind.Storage, StoredType.Float64),
        ("torch", "HalfStorage", PickleGlobalKind.Storage, StoredType.Float16),
        ("torch", "BFloat16Storage", PickleGlobalKind.Storage, StoredType.BFloat16),
        ("torch", "LongStorage", PickleGlobalKind.Storage, StoredType.Int64),
        ("torch", "IntStorage", PickleGlobalKind.Storage, StoredType.Int32),
        ("torch", "ShortStorage", PickleGlobalKind.Storage, StoredType.Int16),
        ("torch", "CharStorage", PickleGlobalKind.Storage, StoredType.Int8),
        ("torch", "ByteStorage", PickleGlobalKind.Storage, StoredType.UInt8),
        ("torch", "BoolStorage", PickleGlobalKind.Storage, StoredType.Bool),
        ("torch", "UntypedStorage", PickleGlobalKind.Storage, null),
        ("torch.storage", "UntypedStorage", PickleGlobalKind.Storage, null),

        ("torch", "float32", PickleGlobalKind.NumberType, StoredType.Float32),
        ("torch", "float64", PickleGlobalKind.NumberType, StoredType.Float64),
        ("torch", "float16", PickleGlobalKind.NumberType, StoredType.Float16),
        ("torch", "bfloat16", PickleGlobalKind.NumberType, StoredType.BFloat16),
        ("torch", "int64", PickleGlobalKind.NumberType, StoredType.Int64),
        ("torch", "int32", PickleGlobalKind.NumberType, StoredType.Int32),
        ("torch", "int16", PickleGlobalKind.NumberType, StoredType.Int16),
        ("torch", "int8", PickleGlobalKind.NumberType, StoredType.Int8),
        ("torch", "uint8", PickleGlobalKind.NumberType, StoredType.UInt8),
        ("torch", "bool", PickleGlobalKind.NumberType, StoredType.Bool),

        // Beside the weights: schedulers count in a Counter, scores are NumPy scalars, devices are noted. All are dropped.
        ("collections", "Counter", PickleGlobalKind.Other, null),
        ("builtins", "set", PickleGlobalKind.Other, null),
        ("__builtin__", "set", PickleGlobalKind.Other, null),
        ("torch", "device", PickleGlobalKind.Other, null),
        ("numpy", "dtype", PickleGlobalKind.Other, null),
        ("numpy.core.multiarray", "scalar", PickleGlobalKind.Other, null),
        ("numpy._core.multiarray", "scalar", PickleGlobalKind.Other, null),
        ("_codecs", "encode", PickleGlobalKind.Other, null),
    ];
}
