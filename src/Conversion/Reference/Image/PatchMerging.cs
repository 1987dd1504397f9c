namespace Glip.Conversion.Reference;

/// <summary>Halves the height and width of a map and doubles its channels.</summary>
/// <param name="weights">norm [4 * channels], reduction [2 * channels, 4 * channels] without bias.</param>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), section 3.1; microsoft/GLIP, modeling/backbone/swint.py, PatchMerging.</remarks>
internal sealed class PatchMerging(Weights weights)
{
    /// <summary>The four positions of a square, in the order of their channels: down first.</summary>
    private static readonly (int Y, int X)[] s_phases = [(0, 0), (1, 0), (0, 1), (1, 1)];

    public FeatureMap Apply(FeatureMap map)
    {
        var merged = Gather(ImageInput.Pad(map, 2));
        var normalized = new LayerNorm(weights.In("norm"), Swin.NormEpsilon).Apply(merged);
        return new Linear(weights.In("reduction"), biased: false).Apply(normalized);
    }

    private static FeatureMap Gather(FeatureMap map)
    {
        var (height, width) = (map.Height / 2, map.Width / 2);
        var merged = new FeatureMap(height, width, new Matrix(height * width, s_phases.Length * map.Channels));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var phase = 0; phase < s_phases.Length; phase++)
                {
                    map.At((2 * y) + s_phases[phase].Y, (2 * x) + s_phases[phase].X).CopyTo(merged.At(y, x)[(phase * map.Channels)..]);
                }
            }
        }

        return merged;
    }
}
