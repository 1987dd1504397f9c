namespace Glip.Conversion.Reference;

/// <summary>Features on a grid of positions.</summary>
/// <param name="Height">Rows of the grid.</param>
/// <param name="Width">Columns of the grid.</param>
/// <param name="Positions">[height * width, channels], row-major.</param>
internal sealed record FeatureMap(int Height, int Width, Matrix Positions)
{
    public int Channels => Positions.Columns;

    /// <summary>From [channels, height, width].</summary>
    public static FeatureMap FromPlanes(int channels, int height, int width, float[] planes) =>
        new(height, width, new Matrix(channels, height * width, planes).Transposed());

    /// <summary>[channels, height, width]</summary>
    public float[] ToPlanes() => Positions.Transposed().Values;

    /// <summary>The channels of one position.</summary>
    public Span<float> At(int y, int x) => Positions.Row((y * Width) + x);

    public bool Contains(int y, int x) => y >= 0 && y < Height && x >= 0 && x < Width;

    /// <summary>Other features at the same positions.</summary>
    public FeatureMap With(Matrix positions) => this with { Positions = positions };

    /// <summary>[1, channels] mean over all positions.</summary>
    public Matrix Average()
    {
        var average = new Matrix(1, Channels);
        for (var channel = 0; channel < Channels; channel++)
        {
            var sum = 0.0;
            for (var position = 0; position < Positions.Rows; position++)
            {
                sum += Positions[position, channel];
            }

            average[0, channel] = (float)(sum / Positions.Rows);
        }

        return average;
    }
}
