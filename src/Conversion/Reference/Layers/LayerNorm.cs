namespace Glip.Conversion.Reference;

/// <summary>Brings every row to mean 0 and variance 1, then scales and shifts each column.</summary>
/// <param name="weights">weight and bias [width].</param>
/// <param name="epsilon">Added to the variance.</param>
/// <remarks>Source: Layer Normalization (arXiv 1607.06450), section 3.</remarks>
internal sealed class LayerNorm(Weights weights, double epsilon)
{
    private readonly float[] _scale = weights.Vector("weight");
    private readonly float[] _shift = weights.Vector("bias");

    public Matrix Apply(Matrix x)
    {
        var y = new Matrix(x.Rows, x.Columns);
        for (var row = 0; row < x.Rows; row++)
        {
            Normalize(x.Row(row), y.Row(row));
        }

        return y;
    }

    public FeatureMap Apply(FeatureMap x) => x.With(Apply(x.Positions));

    private void Normalize(ReadOnlySpan<float> x, Span<float> y)
    {
        var moments = new Moments();
        foreach (var value in x)
        {
            moments.Add(value);
        }

        var inverse = 1 / Math.Sqrt(moments.Variance + epsilon);
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = (float)(((x[i] - moments.Mean) * inverse * _scale[i]) + _shift[i]);
        }
    }
}
