using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace Glip.Inference;

/// <summary>
/// The operator DeformableConvolution of the domain glip: a modulated deformable 3x3 convolution with a border of one cell.
/// Inputs, float32: x [images, height, width, channels], w [9, output channels / 16, channels, 16], offsets [images, 18, rows, columns],
/// mask [images, 9, rows, columns]. Attribute: stride. Outputs: y [images, output channels, rows, columns] and its mean and mean square
/// over the positions, each [images, output channels, 1, 1].
/// </summary>
/// <remarks>Lives as long as the process, as ONNX Runtime keeps pointers to it.</remarks>
internal static unsafe class DeformableConvolutionOperator
{
    private static readonly void* s_domain = Create();

    /// <summary>Makes the operator known to a session that is to be opened.</summary>
    public static void AddTo(SessionOptions options) => OrtApi.AddDomain(options.DangerousGetHandle(), s_domain);

    private static void* Create()
    {
        var op = (OrtCustomOp*)NativeMemory.AllocZeroed((nuint)sizeof(OrtCustomOp));
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
        var domain = OrtApi.CreateDomain(Text("glip"u8));
        OrtApi.AddOperator(domain, op);
        return domain;
    }

    /// <summary>A constant as C reads it: literals end with a zero and stay in place.</summary>
    private static byte* Text(ReadOnlySpan<byte> literal) => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(literal));

    [UnmanagedCallersOnly]
    private static byte* Name(OrtCustomOp* op) => Text("DeformableConvolution"u8);

    /// <summary>None named: the processor.</summary>
    [UnmanagedCallersOnly]
    private static byte* Provider(OrtCustomOp* op) => null;

    [UnmanagedCallersOnly]
    private static int Float32(OrtCustomOp* op, nuint index) => OrtCustomOp.Float32;

    [UnmanagedCallersOnly]
    private static nuint InputCount(OrtCustomOp* op) => 4;

    [UnmanagedCallersOnly]
    private static nuint OutputCount(OrtCustomOp* op) => 3;

    [UnmanagedCallersOnly]
    private static int Required(OrtCustomOp* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int Ordinary(OrtCustomOp* op, nuint index) => 0;

    [UnmanagedCallersOnly]
    private static int FirstVersion(OrtCustomOp* op) => 1;

    [UnmanagedCallersOnly]
    private static int LastVersion(OrtCustomOp* op) => int.MaxValue;

    /// <summary>The kernel of a node is its stride, in place of a pointer.</summary>
    [UnmanagedCallersOnly]
    private static void* CreateKernel(OrtCustomOp* op, void* api, void* info, void** kernel)
    {
        try
        {
            var stride = OrtApi.Attribute(info, "stride"u8);
            *kernel = (void*)stride;
            return stride is 1 or 2 ? null : OrtApi.Error($"DeformableConvolution: stride {stride}; expected 1 or 2");
        }
        catch (Exception e)
        {
            return OrtApi.Error($"DeformableConvolution: {e.Message}");
        }
    }

    [UnmanagedCallersOnly]
    private static void Destroy(void* kernel)
    {
    }

    [UnmanagedCallersOnly]
    private static void* Compute(void* kernel, void* context)
    {
        try
        {
            DeformableConvolutionCall.Run(context, (int)kernel);
            return null;
        }
        catch (Exception e)
        {
            return OrtApi.Error($"DeformableConvolution: {e.Message}");
        }
    }
}
