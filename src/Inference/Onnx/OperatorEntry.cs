namespace Glip.Inference;

/// <summary>What ONNX Runtime keeps of an operator of the program: its functions first, as it does not look behind them.</summary>
internal unsafe struct OperatorEntry
{
    public OrtCustomOp Functions;

    /// <summary>Ends with a zero.</summary>
    public byte* Name;

    /// <summary>Place in the table of operators.</summary>
    public int Index;
}
