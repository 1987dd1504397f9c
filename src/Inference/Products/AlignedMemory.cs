using System.Buffers;

namespace Glip.Inference;

/// <summary>Numbers from the pool that stay in place and begin at a cache line.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const int Line = 64;

    private readonly float[] _array;
    private MemoryHandle _pin;

    /// <param name="length">Numbers, at most 2^30.</param>
    public AlignedMemory(nint length)
    {
        _array = ArrayPool<float>.Shared.Rent(checked((int)length + (Line / sizeof(float))));
        _pin = _array.AsMemory().Pin();
        Start = (float*)(((nint)_pin.Pointer + Line - 1) / Line * Line);
    }

    /// <summary>The first number. What is there is left over from earlier.</summary>
    public float* Start { get; }

    public void Dispose()
    {
        _pin.Dispose();
        ArrayPool<float>.Shared.Return(_array);
    }
}
