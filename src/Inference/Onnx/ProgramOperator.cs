namespace Glip.Inference;

/// <summary>An operator of the domain glip, with inputs and outputs in float32 and one attribute, a whole number.</summary>
/// <param name="name">Type of the node.</param>
/// <param name="inputs">All are required.</param>
/// <param name="outputs">All are computed.</param>
/// <param name="attribute">Name of the attribute.</param>
internal abstract unsafe class ProgramOperator(string name, int inputs, int outputs, string attribute)
{
    public string Name { get; } = name;

    public int Inputs { get; } = inputs;

    public int Outputs { get; } = outputs;

    public string Attribute { get; } = attribute;

    /// <summary>What the attribute should be; null if it is.</summary>
    public abstract string? Expected(long attribute);

    /// <param name="context">What ONNX Runtime hands to the computation of an operator.</param>
    /// <param name="attribute">Of the node.</param>
    /// <exception cref="InvalidOperationException">The shapes of the inputs do not fit together.</exception>
    public abstract void Compute(void* context, int attribute);

    protected static string Text(long[] shape) => $"[{string.Join(',', shape)}]";
}
