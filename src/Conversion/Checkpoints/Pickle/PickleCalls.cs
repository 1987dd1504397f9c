namespace Glip.Conversion;

/// <summary>Makes the values that the calls of a pickle stand for.</summary>
internal sealed class PickleCalls(PickleBytes bytes)
{
    private const int MaxTensors = 100_000;

    private int _tensors;

    public object Call(object callee, object arguments)
    {
        if (callee is not PickleGlobal global || arguments is not object[] values)
        {
            throw bytes.Refuse($"a call of {PickleOther.KindOf(callee)} with {PickleOther.KindOf(arguments)}; expected a name and a tuple");
        }

        return global.Kind switch
        {
            PickleGlobalKind.Dictionary when values is [] => new PickleDictionary(isOrdered: true),
            PickleGlobalKind.Tensor => Tensor(values),
            PickleGlobalKind.TensorOfBytes => TensorOfBytes(values),
            PickleGlobalKind.Parameter when values is [PickleTensor tensor, bool, PickleDictionary] => tensor,
            PickleGlobalKind.Size when values is [object[] lengths] => lengths,
            PickleGlobalKind.Other => PickleOther.Object,
            _ => throw Arguments(global.Name, values),
        };
    }

    // Source: PyTorch, torch/_utils.py: storage, offset, size, stride, requires_grad, backward_hooks and, later, metadata.
    private PickleTensor Tensor(object[] values) =>
        values is [PickleStorage { Type: { } type } storage, long offset, object[] shape, object[] strides, bool, PickleDictionary, .. { Length: <= 1 }]
            ? View(storage, type, storage.Numbers, offset, shape, strides)
            : throw Arguments("torch._utils._rebuild_tensor_v2", values);

    // As above, with the number type before the metadata.
    private PickleTensor TensorOfBytes(object[] values) =>
        values is [PickleStorage { Type: null } storage, long offset, object[] shape, object[] strides, bool, PickleDictionary,
            PickleGlobal { Kind: PickleGlobalKind.NumberType, Type: { } type }, .. { Length: <= 1 }]
            ? View(storage, type, storage.Numbers / type.Size(), offset, shape, strides)
            : throw Arguments("torch._utils._rebuild_tensor_v3", values);

    private PickleTensor View(PickleStorage storage, StoredType type, long numbers, long offset, object[] shape, object[] strides) =>
        ++_tensors <= MaxTensors
            ? new(storage.Entry, TensorView.Of(type, Numbers(shape), Numbers(strides), offset, numbers, bytes.Refuse))
            : throw bytes.Refuse($"the pickle has more than {MaxTensors} tensors");

    private long[] Numbers(object[] values) =>
        values.All(value => value is long)
            ? [.. values.Cast<long>()]
            : throw bytes.Refuse("a shape or stride is no whole number");

    private Core.CheckpointException Arguments(string name, object[] values) =>
        bytes.Refuse($"{name} is called with ({string.Join(", ", values.Take(10).Select(PickleOther.KindOf))}), which it does not take");
}
