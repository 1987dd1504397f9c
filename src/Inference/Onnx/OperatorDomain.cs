using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>The domain glip: the operators that this program brings along.</summary>
/// <remarks>Lives as long as the process, as ONNX Runtime keeps pointers to it.</remarks>
internal static unsafe class OperatorDomain
{
    private static readonly ProgramOperator[] s_operators = [new DeformableConvolutionOperator(), new ImageTextAttentionOperator()];
    private static readonly void* s_domain = Create();

    /// <summary>Makes the operators known to a session that is to be opened.</summary>
    public static void AddTo(SessionOptions options) => OrtApi.AddDomain(options.DangerousGetHandle(), s_domain);

    private static void* Create()
    {
        // A literal ends with a zero and stays in place.
        var domain = OrtApi.CreateDomain((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference("glip"u8)));
        for (var i = 0; i < s_operators.Length; i++)
        {
            var entry = (OperatorEntry*)NativeMemory.AllocZeroed((nuint)sizeof(OperatorEntry));
            entry->Name = (byte*)Marshal.StringToCoTaskMemUTF8(s_operators[i].Name);
            entry->Index = i;
            Fill(&entry->Functions);
            OrtApi.AddOperator(domain, &entry->Functions);
        }

        return domain;
    }

    private static void Fill(OrtCustomOp* op)
    {
        op->Version = OrtApi.Version;
        op->Name = &Name;
        op->Provider = &Provider;
        op->InputType = &Float32;
        op->InputCount = &InputCount;
        op->OutputType = &Float32;
        op->OutputCount = &OutputCount;
        op->InputCharacteristic = &Required;
        op->OutputCharacteristic = &Required;
        op->InputMemoryType = &Ordinary;
        op->CreateKernelV2 = &CreateKernel;
        op->KernelComputeV2 = &Compute;
        op->KernelDestroy = &Destroy;
        op->StartVersion = &FirstVersion;
        op->EndVersion = &LastVersion;
    }

    private static ProgramOperator Operator(OrtCustomOp* op) => s_operators[((OperatorEntry*)op)->Index];

    [UnmanagedCallersOnly]
    private static byte* Name(OrtCustomOp* op) => ((OperatorEntry*)op)->Name;

    /// <summary>None named: the processor.</summary>
    [UnmanagedCallersOnly]
    private static byte* Provider(OrtCustomOp* op) => null;

    [UnmanagedCallersOnly]
    private static int Float32(OrtCustomOp* op, nuint index) => OrtCustomOp.Float32;

    [UnmanagedCallersOnly]
    private static nuint InputCount(OrtCustomOp* op) => (nuint)Operator(op).Inputs;

    [UnmanagedCallersOnly]
    private static nuint OutputCount(OrtCustomOp* op) => (nuint)Operator(op).Outputs;

    [UnmanagedCallersOnly]
    private static int Required(OrtCustomOp* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int Ordinary(OrtCustomOp* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int FirstVersion(OrtCustomOp* op) => 1;

    [UnmanagedCallersOnly]
    private static int LastVersion(OrtCustomOp* op) => int.MaxValue;

    [UnmanagedCallersOnly]
    private static void* CreateKernel(OrtCustomOp* op, void* api, void* info, void** kernel)
    {
        var made = Operator(op);
        try
        {
            var attribute = OrtApi.Attribute(info, made.Attribute);
            if (made.Expected(attribute) is { } expected)
            {
                return OrtApi.Error($"{made.Name}: {made.Attribute} {attribute}; expected {expected}");
            }

            *kernel = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(new OperatorKernel(made, (int)attribute)));
            return null;
        }
        catch (Exception e)
        {
            return OrtApi.Error($"{made.Name}: {e.Message}");
        }
    }

    [UnmanagedCallersOnly]
    private static void Destroy(void* kernel) => GCHandle.FromIntPtr((nint)kernel).Free();

    [UnmanagedCallersOnly]
    private static void* Compute(void* kernel, void* context)
    {
        var (op, attribute) = (OperatorKernel)GCHandle.FromIntPtr((nint)kernel).Target!;
        try
        {
            op.Compute(context, attribute);
            return null;
        }
        catch (Exception e)
        {
            return OrtApi.Error($"{op.Name}: {e.Message}");
        }
    }
}
