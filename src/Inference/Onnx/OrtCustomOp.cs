namespace Glip.Inference;

/// <summary>How ONNX Runtime gets to know an operator: a table of functions.</summary>
/// <remarks>Source: onnxruntime_c_api.h, struct OrtCustomOp. Functions that are null are left out or belong to newer versions.</remarks>
internal unsafe struct OrtCustomOp
{
    public const int Float32 = 1;

    public uint Version;
    public void* CreateKernel;
    public delegate* unmanaged<OrtCustomOp*, byte*> Name;
    public delegate* unmanaged<OrtCustomOp*, byte*> Provider;
    public delegate* unmanaged<OrtCustomOp*, nuint, int> InputType;
    public delegate* unmanaged<OrtCustomOp*, nuint> InputCount;
    public delegate* unmanaged<OrtCustomOp*, nuint, int> OutputType;
    public delegate* unmanaged<OrtCustomOp*, nuint> OutputCount;
    public void* KernelCompute;
    public delegate* unmanaged<void*, void> KernelDestroy;
    public delegate* unmanaged<OrtCustomOp*, nuint, int> InputCharacteristic;
    public delegate* unmanaged<OrtCustomOp*, nuint, int> OutputCharacteristic;
    public delegate* unmanaged<OrtCustomOp*, nuint, int> InputMemoryType;
    public void* VariadicInputMinArity;
    public void* VariadicInputHomogeneity;
    public void* VariadicOutputMinArity;
    public void* VariadicOutputHomogeneity;
    public delegate* unmanaged<OrtCustomOp*, void*, void*, void**, void*> CreateKernelV2;
    public delegate* unmanaged<void*, void*, void*> KernelComputeV2;
    public void* InferOutputShape;
    public delegate* unmanaged<OrtCustomOp*, int> StartVersion;
    public delegate* unmanaged<OrtCustomOp*, int> EndVersion;
    public void* MayInplace;
    public void* ReleaseMayInplace;
    public void* AliasMap;
    public void* ReleaseAliasMap;
}
