namespace Glip.Conversion;

/// <summary>Which operators a converted model may use.</summary>
public enum OperatorSet
{
    /// <summary>Those that are fastest on a processor, among them ones of ONNX Runtime and of this program, which alone can run them.</summary>
    Cpu,

    /// <summary>Those of the ONNX standard only: for graphics processors and other runtimes.</summary>
    Portable,
}
