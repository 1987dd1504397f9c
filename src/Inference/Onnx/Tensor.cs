using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>A dense tensor in memory that ONNX Runtime reads and writes without copying.</summary>
public sealed class Tensor : IDisposable
{
    internal Tensor(OrtValue value)
    {
        Value = value;
        Shape = value.GetTensorTypeAndShape().Shape;
    }

    /// <summary>Length of each axis.</summary>
    public long[] Shape { get; }

    internal OrtValue Value { get; }

    /// <summary>A tensor over existing memory, which is pinned as long as the tensor lives.</summary>
    /// <param name="elements">Row-major; as many as the shape says.</param>
    /// <param name="shape">Length of each axis.</param>
    public static Tensor Over<T>(Memory<T> elements, params long[] shape)
        where T : unmanaged =>
        new(OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, elements, shape));

    /// <summary>The elements, row-major.</summary>
    public ReadOnlySpan<T> Elements<T>()
        where T : unmanaged => Value.GetTensorDataAsSpan<T>();

    public void Dispose() => Value.Dispose();
}
