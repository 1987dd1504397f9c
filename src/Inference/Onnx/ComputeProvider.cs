namespace Glip.Inference;

/// <summary>The parts of ONNX Runtime that compute.</summary>
public enum ComputeProvider
{
    Cpu,

    /// <summary>NVIDIA graphics processors, with CUDA 13 and cuDNN 9.</summary>
    Cuda,

    /// <summary>NVIDIA graphics processors, with TensorRT 10.</summary>
    TensorRt,
}
