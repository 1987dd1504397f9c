namespace Glip.Inference.Tests;

/// <summary>A deformable convolution of random numbers, with its result by the definition in double precision.</summary>
internal sealed class DeformableExample
{
    private readonly Random _random;

    /// <param name="shape">Sizes.</param>
    /// <param name="seed">Of the numbers.</param>
    /// <param name="reach">Offsets lie in [-reach, reach] and are multiples of <paramref name="step"/>.</param>
    /// <param name="step">0.5 makes every other point lie on a row or column.</param>
    public DeformableExample(DeformableShape shape, int seed, float reach = 2, float step = 1e-3f)
    {
        _random = new Random(seed);
        Shape = shape;
        Maps = Noise(shape.Images * shape.Height * shape.Width * shape.Channels);
        Kernels = Noise(shape.OutputChannels * shape.Channels * DeformableShape.Points);
        Offsets = Array.ConvertAll(Noise(shape.Images * 2 * DeformableShape.Points * shape.Positions), value => MathF.Round(value * reach / step) * step);
        Mask = Array.ConvertAll(Noise(shape.Images * DeformableShape.Points * shape.Positions), MathF.Abs);
    }

    public DeformableShape Shape { get; }

    /// <summary>[images, height, width, channels].</summary>
    public float[] Maps { get; }

    /// <summary>[output channels, channels, 3, 3].</summary>
    public float[] Kernels { get; }

    public float[] Offsets { get; }

    public float[] Mask { get; }

    /// <summary>The kernels as the convolution reads them.</summary>
    public float[] Panels()
    {
        var panels = new float[Kernels.Length];
        var i = 0;
        for (var point = 0; point < DeformableShape.Points; point++)
        {
            for (var first = 0; first < Shape.OutputChannels; first += MicroKernel.Panel)
            {
                for (var channel = 0; channel < Shape.Channels; channel++)
                {
                    for (var output = first; output < first + MicroKernel.Panel; output++)
                    {
                        panels[i++] = Kernels[(((output * Shape.Channels) + channel) * DeformableShape.Points) + point];
                    }
                }
            }
        }

        return panels;
    }

    /// <summary>[images, output channels, positions].</summary>
    public double[] Expected()
    {
        var result = new double[Shape.Images * Shape.OutputChannels * Shape.Positions];
        for (var i = 0; i < result.Length; i++)
        {
            var (plane, position) = Math.DivRem(i, Shape.Positions);
            var (image, output) = Math.DivRem(plane, Shape.OutputChannels);
            for (var point = 0; point < DeformableShape.Points; point++)
            {
                var offset = (((image * 2 * DeformableShape.Points) + (2 * point)) * Shape.Positions) + position;
                var y = (position / Shape.OutputWidth * Shape.Stride) - 1 + (point / 3) + (double)Offsets[offset];
                var x = (position % Shape.OutputWidth * Shape.Stride) - 1 + (point % 3) + (double)Offsets[offset + Shape.Positions];
                var factor = Mask[(((image * DeformableShape.Points) + point) * Shape.Positions) + position];
                for (var channel = 0; channel < Shape.Channels; channel++)
                {
                    result[i] += Kernels[(((output * Shape.Channels) + channel) * DeformableShape.Points) + point] * factor * Sample(image, y, x, channel);
                }
            }
        }

        return result;
    }

    private double Sample(int image, double y, double x, int channel)
    {
        if (!(y > -1 && x > -1 && y < Shape.Height && x < Shape.Width))
        {
            return 0;
        }

        var (row, column) = ((int)Math.Floor(y), (int)Math.Floor(x));
        var (down, right) = (y - row, x - column);
        return ((1 - down) * (1 - right) * Cell(image, row, column, channel)) + ((1 - down) * right * Cell(image, row, column + 1, channel))
            + (down * (1 - right) * Cell(image, row + 1, column, channel)) + (down * right * Cell(image, row + 1, column + 1, channel));
    }

    private double Cell(int image, int row, int column, int channel) =>
        row < 0 || column < 0 || row >= Shape.Height || column >= Shape.Width
            ? 0
            : Maps[(((((image * Shape.Height) + row) * Shape.Width) + column) * Shape.Channels) + channel];

    private float[] Noise(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (_random.NextSingle() * 2) - 1;
        }

        return values;
    }
}
