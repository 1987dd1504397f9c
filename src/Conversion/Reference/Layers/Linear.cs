namespace Glip.Conversion;

/// <summary>y = x Wᵀ + b for every row.</summary>
/// <param name="weights">weight [outputs, inputs, ...] and, where there is one, bias [outputs].</param>
internal sealed class Linear(Weights weights)
{
    private readonly Matrix _weight = weights.Matrix("weight");
    private readonly Matrix? _bias = weights.Has("bias") ? weights.Matrix("bias") : null;

    /// <param name="x">[rows, inputs]</param>
    /// <returns>[rows, outputs]</returns>
    public Matrix Apply(Matrix x)
    {
        var y = x.TimesTransposed(_weight);
        for (var row = 0; row < y.Rows && _bias is not null; row++)
        {
            for (var i = 0; i < y.Columns; i++)
            {
                y[row, i] += _bias.Values[i];
            }
        }

        return y;
    }

    /// <summary>The same at every position of a map: a convolution with kernel 1.</summary>
    public FeatureMap Apply(FeatureMap x) => x.With(Apply(x.Positions));
}
