namespace Glip.Conversion;

/// <summary>Counts the multiplications of GLIP's products and convolutions; norms, softmax and sums are not counted.</summary>
/// <remarks>Agrees with counts of the official modules to 1 % (GLIP-T at 800 × 1344: Swin 99.1, pyramid 14.7, DyConv 129.6 · 10⁹).</remarks>
internal sealed class Multiplications(GlipArchitecture architecture, int height, int width, int tokens)
{
    private const int Kernel = 9;
    private const int Offsets = 27;

    public double Total => Swin + Pyramid + (architecture.HeadLayers * (DyConv + Fusion + TextLayer)) + Predictions;

    private double Channels => architecture.Channels;

    private double Positions => Enumerable.Range(0, GlipArchitecture.Levels.Length).Sum(Area);

    private double Swin
    {
        get
        {
            var sizes = architecture.Swin;
            var total = Cells(SwinSizes.Patch) * 3 * SwinSizes.Patch * SwinSizes.Patch * sizes.EmbedDim;
            for (var stage = 0; stage < sizes.Depths.Length; stage++)
            {
                double stride = SwinSizes.Patch << stage;
                double channels = sizes.Width(stage);
                var (cells, padded) = (Cells(stride), PaddedCells(stride));
                var attention = padded * ((4 * channels * channels) + (2.0 * sizes.Window * sizes.Window * channels));
                total += sizes.Depths[stage] * (attention + (cells * 8 * channels * channels));
                total += stage < sizes.Depths.Length - 1 ? cells / 4 * 8 * channels * channels : 0;
            }

            return total;
        }
    }

    private double Pyramid => Enumerable.Range(0, 3).Sum(level => Area(level) * Channels * architecture.Swin.Width(level + 1)) + (Positions * Kernel * Channels * Channels);

    /// <summary>Each level is the result of two or three convolutions, those over the coarser one at its size.</summary>
    private double DyConv
    {
        get
        {
            var convolved = Enumerable.Range(0, GlipArchitecture.Levels.Length).Sum(level => Area(level) + (level > 0 ? 2 * Area(level) : 0));
            return (convolved * Kernel * Channels * Channels) + (Positions * Kernel * Channels * Offsets);
        }
    }

    /// <summary>Logits, and both ways back, with the heads folded into the text.</summary>
    private double Fusion => architecture.Fusion is { } fusion ? 3 * Positions * tokens * fusion.Heads * Channels : 0;

    private double TextLayer
    {
        get
        {
            var (bert, hidden) = (architecture.Bert, (double)architecture.Bert.Hidden);
            return architecture.Fusion is null ? 0 : tokens * ((4 * hidden * hidden) + (2 * hidden * bert.Intermediate) + (2 * tokens * hidden));
        }
    }

    private double Predictions => Positions * Channels * (5 + tokens);

    private double Area(int level) => Math.Ceiling((double)height / GlipArchitecture.Strides[level]) * Math.Ceiling((double)width / GlipArchitecture.Strides[level]);

    private double Cells(double stride) => height / stride * (width / stride);

    private double PaddedCells(double stride) => Padded(height / stride) * Padded(width / stride);

    private double Padded(double length) => Math.Ceiling(length / architecture.Swin.Window) * architecture.Swin.Window;
}
