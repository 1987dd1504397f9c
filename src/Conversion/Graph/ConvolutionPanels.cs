namespace Glip.Conversion;

/// <summary>Kernels of a convolution in the order in which a product of vectors of 16 output channels reads them.</summary>
internal static class ConvolutionPanels
{
    /// <summary>Output channels of a panel.</summary>
    public const int Width = 16;

    /// <param name="kernels">[outputs, C, 3, 3], outputs a multiple of <see cref="Width"/>.</param>
    /// <returns>[9, outputs / 16, C, 16].</returns>
    public static Weight Of(Weight kernels)
    {
        var (outputs, channels, points) = (kernels.Shape[0], kernels.Shape[1], kernels.Shape[2] * kernels.Shape[3]);
        return new([points, outputs / Width, channels, Width], () =>
        {
            var values = kernels.Read();
            var panels = new float[values.Length];
            for (var i = 0; i < values.Length; i++)
            {
                var (rest, point) = Math.DivRem(i, points);
                var (output, channel) = Math.DivRem(rest, channels);
                var panel = (point * (outputs / Width)) + (output / Width);
                panels[(((panel * channels) + channel) * Width) + (output % Width)] = values[i];
            }

            return panels;
        });
    }
}
