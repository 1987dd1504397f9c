using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>y = x Wᵀ + b for every row.</summary>
/// <param name="weights">weight [outputs, inputs, ...], bias [outputs].</param>
/// <param name="biased">Whether there is a bias.</param>
internal sealed class Linear(Weights weights, bool biased = true)
{
    private readonly Matrix _weight = weights.Matrix("weight");
    private readonly float[]? _bias = biased ? weights.Vector("bias") : null;

    /// <param name="x">[rows, inputs]</param>
    /// <returns>[rows, outputs]</returns>
    public Matrix Apply(Matrix x)
    {
        var y = x.TimesTransposed(_weight);
        for (var row = 0; row < y.Rows && _bias is not null; row++)
        {
            TensorPrimitives.Add(y.Row(row), _bias, y.Row(row));
        }

        return y;
    }

    /// <summary>The same at every position of a map: a convolution with kernel 1.</summary>
    public FeatureMap Apply(FeatureMap x) => x.With(Apply(x.Positions));
}
