namespace Glip.Conversion.Reference;

/// <summary>The larger of two straight lines, whose slopes and intercepts follow for each channel from the mean of the map.</summary>
/// <param name="weights">fc.0 and fc.2.</param>
/// <remarks>Source: Dynamic ReLU (arXiv 2003.10027), section 3.2 (DY-ReLU-B); microsoft/GLIP, layers/dyrelu.py, DYReLU.</remarks>
internal sealed class DyRelu(Weights weights)
{
    private readonly Linear _reduce = new(weights.In("fc.0"));
    private readonly Linear _expand = new(weights.In("fc.2"));

    public FeatureMap Apply(FeatureMap map)
    {
        var z = _expand.Apply(_reduce.Apply(map.Average()).Map(Activations.Relu)).Map(Activations.HardSigmoid);
        Matrix Part(int part) => z.SliceColumns(part * map.Channels, map.Channels);
        var slope1 = Part(0).Map(value => (2 * (value - 0.5f)) + 1);
        var intercept1 = Part(1).Map(value => value - 0.5f);
        var slope2 = Part(2).Map(value => 2 * (value - 0.5f));
        var intercept2 = Part(3).Map(value => value - 0.5f);

        var y = new Matrix(map.Positions.Rows, map.Channels);
        for (var position = 0; position < y.Rows; position++)
        {
            for (var c = 0; c < y.Columns; c++)
            {
                var x = map.Positions[position, c];
                y[position, c] = Math.Max((x * slope1[0, c]) + intercept1[0, c], (x * slope2[0, c]) + intercept2[0, c]);
            }
        }

        return map.With(y);
    }
}
