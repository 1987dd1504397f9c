namespace Glip.Conversion.Reference;

/// <summary>Brings groups of neighbouring channels to mean 0 and variance 1 over the whole map, then scales and shifts each channel.</summary>
/// <param name="weights">weight and bias [channels]; a multiple of the number of groups.</param>
/// <remarks>Source: Group Normalization (arXiv 1803.08494), section 3.1; microsoft/GLIP, modeling/rpn/vldyhead.py, Conv3x3Norm.</remarks>
internal sealed class GroupNorm(Weights weights)
{
    private const int Groups = GlipArchitecture.HeadGroups;
    private const double Epsilon = 1e-5;

    private readonly float[] _scale = weights.Vector("weight");
    private readonly float[] _shift = weights.Vector("bias");

    public FeatureMap Apply(FeatureMap map)
    {
        var normalized = new Matrix(map.Positions.Rows, map.Channels);
        for (var group = 0; group < Groups; group++)
        {
            Normalize(group, map.Positions, normalized);
        }

        return map.With(normalized);
    }

    private void Normalize(int group, Matrix x, Matrix y)
    {
        var (first, end) = (group * x.Columns / Groups, (group + 1) * x.Columns / Groups);
        var moments = new Moments();
        for (var position = 0; position < x.Rows; position++)
        {
            for (var channel = first; channel < end; channel++)
            {
                moments.Add(x[position, channel]);
            }
        }

        var inverse = 1 / Math.Sqrt(moments.Variance + Epsilon);
        for (var position = 0; position < x.Rows; position++)
        {
            for (var channel = first; channel < end; channel++)
            {
                y[position, channel] = (float)(((x[position, channel] - moments.Mean) * inverse * _scale[channel]) + _shift[channel]);
            }
        }
    }
}
