namespace Glip.Inference.Tests;

/// <summary>An attention between images and texts of random numbers, with its results by the definition in double precision.</summary>
internal sealed class AttentionExample
{
    private const float Padded = -9e15f;

    private readonly Random _random;

    /// <param name="shape">Sizes.</param>
    /// <param name="seed">Of the numbers.</param>
    /// <param name="reach">Logits lie in [-reach, reach], roughly.</param>
    /// <param name="padded">Tokens at the end of a text that do not count.</param>
    public AttentionExample(AttentionShape shape, int seed, float reach = 2, int padded = 0)
    {
        _random = new Random(seed);
        Shape = shape;
        Image = Noise(shape.Images * shape.Positions * shape.Channels, 1);
        Keys = Noise(shape.Images * shape.Rows * shape.Channels, reach / MathF.Sqrt(shape.Channels));
        Offsets = Noise(shape.Images * shape.Rows, 1);
        Values = Noise(shape.Images * shape.Rows * shape.Channels, 1);
        for (var row = 0; row < Offsets.Length; row++)
        {
            Offsets[row] += row % shape.Tokens >= shape.Tokens - padded ? Padded : 0;
        }
    }

    public AttentionShape Shape { get; }

    /// <summary>[images, positions, channels].</summary>
    public float[] Image { get; }

    /// <summary>[images, rows, channels].</summary>
    public float[] Keys { get; }

    /// <summary>[images, rows].</summary>
    public float[] Offsets { get; }

    /// <summary>[images, rows, channels].</summary>
    public float[] Values { get; }

    /// <summary>[images, channels, positions].</summary>
    public double[] ToImage()
    {
        var result = new double[Image.Length];
        foreach (var (image, position, head) in
            from image in Enumerable.Range(0, Shape.Images)
            from position in Enumerable.Range(0, Shape.Positions)
            from head in Enumerable.Range(0, Shape.Heads)
            select (image, position, head))
        {
            var first = (image * Shape.Rows) + (head * Shape.Tokens);
            var shares = Softmax([.. Enumerable.Range(first, Shape.Tokens).Select(row => Logit((image * Shape.Positions) + position, row) + Offsets[row])]);
            for (var channel = 0; channel < Shape.Channels; channel++)
            {
                result[(((image * Shape.Channels) + channel) * Shape.Positions) + position] +=
                    shares.Select((share, token) => share * Values[((first + token) * Shape.Channels) + channel]).Sum();
            }
        }

        return result;
    }

    /// <summary>[images, rows, channels].</summary>
    public double[] ToText()
    {
        var result = new double[Keys.Length];
        for (var row = 0; row < Shape.Images * Shape.Rows; row++)
        {
            var first = row / Shape.Rows * Shape.Positions;
            var shares = Softmax([.. Enumerable.Range(first, Shape.Positions).Select(position => Logit(position, row))]);
            for (var channel = 0; channel < Shape.Channels; channel++)
            {
                result[(row * Shape.Channels) + channel] = shares.Select((share, position) => share * Image[((first + position) * Shape.Channels) + channel]).Sum();
            }
        }

        return result;
    }

    private static double[] Softmax(double[] logits)
    {
        var largest = logits.Max();
        var powers = Array.ConvertAll(logits, logit => Math.Exp(logit - largest));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }

    /// <param name="position">Number among the positions of all images.</param>
    /// <param name="row">Number among the rows of all texts.</param>
    private double Logit(int position, int row)
    {
        var sum = 0.0;
        for (var channel = 0; channel < Shape.Channels; channel++)
        {
            sum += (double)Image[(position * Shape.Channels) + channel] * Keys[(row * Shape.Channels) + channel];
        }

        return sum;
    }

    private float[] Noise(int count, float scale)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = ((_random.NextSingle() * 2) - 1) * scale * MathF.Sqrt(3);
        }

        return values;
    }
}
