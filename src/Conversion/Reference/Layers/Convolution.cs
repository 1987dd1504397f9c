namespace Glip.Conversion.Reference;

/// <summary>A square convolution with zeros outside of the map.</summary>
/// <param name="weights">weight [outputs, channels, kernel, kernel], bias [outputs].</param>
/// <param name="kernel">Side of the kernel.</param>
/// <param name="stride">Distance of neighbouring outputs, in positions of the input.</param>
/// <param name="padding">Rows and columns of zeros on each side.</param>
internal sealed class Convolution(Weights weights, int kernel, int stride, int padding)
{
    private readonly Linear _contraction = new(weights);

    public FeatureMap Apply(FeatureMap x)
    {
        var height = ((x.Height + (2 * padding) - kernel) / stride) + 1;
        var width = ((x.Width + (2 * padding) - kernel) / stride) + 1;
        var patches = new Matrix(height * width, x.Channels * kernel * kernel);
        for (var position = 0; position < patches.Rows; position++)
        {
            var (y, left) = (position / width * stride, position % width * stride);
            Gather(x, y - padding, left - padding, patches.Row(position));
        }

        return new(height, width, _contraction.Apply(patches));
    }

    /// <summary>Copies a patch in the order of the weights: [channels, kernel, kernel].</summary>
    private void Gather(FeatureMap x, int top, int left, Span<float> patch)
    {
        for (var point = 0; point < kernel * kernel; point++)
        {
            var (row, column) = (top + (point / kernel), left + (point % kernel));
            if (x.Contains(row, column))
            {
                var features = x.At(row, column);
                for (var channel = 0; channel < features.Length; channel++)
                {
                    patch[(channel * kernel * kernel) + point] = features[channel];
                }
            }
        }
    }
}
