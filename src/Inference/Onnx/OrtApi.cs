using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>The functions for own operators in the C interface of ONNX Runtime, which its C# binding does not offer.</summary>
/// <remarks>Source: onnxruntime_c_api.h, struct OrtApi: a table to which functions are only ever appended; the numbers are places in it.</remarks>
internal static unsafe class OrtApi
{
    /// <summary>The first version with all functions below.</summary>
    public const uint Version = 17;

    private const int Failure = 1;

    private static readonly void** s_table = Load();

    /// <summary>A status that says what went wrong; ONNX Runtime frees it.</summary>
    public static void* Error(string message)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(message + '\0'))
        {
            return ((delegate* unmanaged<int, byte*, void*>)s_table[0])(Failure, text);
        }
    }

    public static void* CreateDomain(byte* name)
    {
        void* domain;
        Check(((delegate* unmanaged<byte*, void**, void*>)s_table[26])(name, &domain));
        return domain;
    }

    public static void AddOperator(void* domain, OrtCustomOp* op) => Check(((delegate* unmanaged<void*, OrtCustomOp*, void*>)s_table[27])(domain, op));

    public static void AddDomain(nint options, void* domain) => Check(((delegate* unmanaged<nint, void*, void*>)s_table[28])(options, domain));

    public static long Attribute(void* kernelInfo, string name)
    {
        long value;
        fixed (byte* text = Encoding.UTF8.GetBytes(name + '\0'))
        {
            Check(((delegate* unmanaged<void*, byte*, long*, void*>)s_table[86])(kernelInfo, text, &value));
        }

        return value;
    }

    /// <summary>An input of the operator that is being computed.</summary>
    public static void* Input(void* context, nuint index)
    {
        void* value;
        Check(((delegate* unmanaged<void*, nuint, void**, void*>)s_table[90])(context, index, &value));
        return value;
    }

    /// <summary>Creates an output of the operator that is being computed.</summary>
    /// <returns>Where its elements lie.</returns>
    public static float* Output(void* context, nuint index, params ReadOnlySpan<long> shape)
    {
        void* value;
        fixed (long* lengths = shape)
        {
            Check(((delegate* unmanaged<void*, nuint, long*, nuint, void**, void*>)s_table[91])(context, index, lengths, (nuint)shape.Length, &value));
        }

        return Elements(value);
    }

    public static float* Elements(void* value)
    {
        float* elements;
        Check(((delegate* unmanaged<void*, float**, void*>)s_table[51])(value, &elements));
        return elements;
    }

    /// <summary>Length of each axis.</summary>
    public static long[] Shape(void* value)
    {
        void* info;
        nuint count;
        Check(((delegate* unmanaged<void*, void**, void*>)s_table[65])(value, &info));
        try
        {
            Check(((delegate* unmanaged<void*, nuint*, void*>)s_table[61])(info, &count));
            var shape = new long[count];
            fixed (long* lengths = shape)
            {
                Check(((delegate* unmanaged<void*, long*, nuint, void*>)s_table[62])(info, lengths, count));
            }

            return shape;
        }
        finally
        {
            ((delegate* unmanaged<void*, void>)s_table[99])(info);
        }
    }

    /// <summary>Calls a function for 0, 1, ... on the threads of the session; returns when all are done.</summary>
    public static void ParallelFor(void* context, delegate* unmanaged<void*, nuint, void> body, int count, void* state) =>
        Check(((delegate* unmanaged<void*, delegate* unmanaged<void*, nuint, void>, nuint, nuint, void*, void*>)s_table[274])(context, body, (nuint)count, 0, state));

    private static void Check(void* status)
    {
        if (status is not null)
        {
            var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<void*, byte*>)s_table[2])(status));
            ((delegate* unmanaged<void*, void>)s_table[93])(status);
            throw new InvalidOperationException(message);
        }
    }

    private static void** Load()
    {
        var library = NativeLibrary.Load("onnxruntime", typeof(InferenceSession).Assembly, searchPath: null);
        var apiBase = ((delegate* unmanaged<void**>)NativeLibrary.GetExport(library, "OrtGetApiBase"))();
        var table = ((delegate* unmanaged<uint, void**>)apiBase[0])(Version);
        return table is not null ? table : throw new EntryPointNotFoundException($"ONNX Runtime has no interface of version {Version}.");
    }
}
