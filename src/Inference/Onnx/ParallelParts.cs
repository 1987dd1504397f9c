using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Glip.Inference;

/// <summary>The parts of one computation, on the threads of the session that asked for it.</summary>
internal sealed class ParallelParts
{
    private readonly Action<int> _compute;
    private ExceptionDispatchInfo? _failure;

    private ParallelParts(Action<int> compute)
    {
        _compute = compute;
    }

    /// <summary>Calls a function for 0, 1, ... in any order; returns when all are done.</summary>
    /// <param name="context">What ONNX Runtime hands to the computation of an operator.</param>
    public static unsafe void Run(void* context, int count, Action<int> compute)
    {
        var parts = new ParallelParts(compute);
        var handle = GCHandle.Alloc(parts);
        try
        {
            OrtApi.ParallelFor(context, &Compute, count, (void*)GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        parts._failure?.Throw();
    }

    [UnmanagedCallersOnly]
    private static unsafe void Compute(void* state, nuint index) => ((ParallelParts)GCHandle.FromIntPtr((nint)state).Target!).Compute((int)index);

    /// <summary>An exception must not reach the native threads: it waits for the end of the parts.</summary>
    private void Compute(int index)
    {
        try
        {
            _compute(index);
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }
    }
}
