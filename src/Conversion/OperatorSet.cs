namespace Glip.Conversion;

/// <summary>Which operators a converted model may use.</summary>
public enum OperatorSet
{
    /// <summary>Those that ONNX Runtime computes fastest on a processor, its own ones among them.</summary>
    Cpu,

    /// <summary>Those of the ONNX standard only: for graphics processors and other runtimes.</summary>
    Portable,
}
