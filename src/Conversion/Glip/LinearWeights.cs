namespace Glip.Conversion;

/// <summary>A linear layer x W + b.</summary>
/// <param name="Matrix">[inputs, outputs].</param>
/// <param name="Bias">[outputs].</param>
internal sealed record LinearWeights(Weight Matrix, Weight Bias)
{
    /// <summary>The layer applied in float32, whatever the precision of the model.</summary>
    /// <param name="x">float32 […, inputs].</param>
    public Value Apply(Value x) => x.MatMul(x.Graph.Constant(Matrix)) + x.Graph.Constant(Bias);

    /// <summary>The same layer with its result multiplied.</summary>
    public LinearWeights Times(float factor) => new(Matrix.Times(factor), Bias.Times(factor));

    /// <summary>The same layer with each output multiplied by its own factor.</summary>
    public LinearWeights ScaleOutputs(Weight factors) => new(Matrix.ScaleColumns(factors), Bias.Zip(factors, (bias, factor) => bias * factor));

    /// <summary>
    /// The bias of this layer when another bias is added to all of its inputs: b + Wᵀ a. A bias that every term of a weighted mean has
    /// passes through the mean unchanged, so that the bias of an attention's values can be added here.
    /// </summary>
    public Weight BiasWith(Weight inputBias) => Matrix.Transpose().TimesVector(inputBias).Plus(Bias);
}
