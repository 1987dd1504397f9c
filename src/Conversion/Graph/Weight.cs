using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>A constant tensor whose numbers are computed when they are written, so that one tensor at a time is in memory.</summary>
/// <param name="shape">Length of each axis.</param>
/// <param name="read">Gives a new array of all numbers, row-major.</param>
internal sealed class Weight(ImmutableArray<int> shape, Func<float[]> read)
{
    public ImmutableArray<int> Shape { get; } = shape;

    public int Count => Shape.Aggregate(1, (product, length) => checked(product * length));

    public static Weight Of(float value, params int[] shape) => new([.. shape], () =>
    {
        var values = new float[shape.Aggregate(1, (product, length) => product * length)];
        Array.Fill(values, value);
        return values;
    });

    public static Weight Of(float[] values, params int[] shape) => new(shape.Length == 0 ? [values.Length] : [.. shape], () => [.. values]);

    /// <summary>The numbers, row-major, computed anew.</summary>
    public float[] Read()
    {
        var values = read();
        return values.Length == Count ? values : throw new InvalidOperationException($"A weight of {Count} numbers was given {values.Length}.");
    }

    public Weight Reshape(params int[] shape) => new([.. shape], Read);

    public Weight Map(Func<float, float> change) => new(Shape, () => Array.ConvertAll(Read(), value => change(value)));

    public Weight Times(float factor) => Map(value => value * factor);

    public Weight Plus(Weight other) => Zip(other, (a, b) => a + b);

    /// <summary>Combines number by number with a weight of the same count.</summary>
    public Weight Zip(Weight other, Func<float, float, float> combine) => new(Shape, () =>
    {
        var (left, right) = (Read(), other.Read());
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = combine(left[i], right[i]);
        }

        return left;
    });

    /// <summary>A matrix [rows, columns] with each row multiplied by its factor.</summary>
    public Weight ScaleRows(Weight factors) => ByPlace((value, row, _, scale) => value * scale[row], factors);

    /// <summary>A matrix [rows, columns] with each column multiplied by its factor.</summary>
    public Weight ScaleColumns(Weight factors) => ByPlace((value, _, column, scale) => value * scale[column], factors);

    /// <summary>A matrix [rows, columns] turned to [columns, rows].</summary>
    public Weight Transpose() => new([Shape[1], Shape[0]], () =>
    {
        var values = Read();
        var (rows, columns) = (Shape[0], Shape[1]);
        var turned = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return turned;
    });

    /// <summary>Rows [from, from + count) along the first axis.</summary>
    public Weight Rows(int from, int count)
    {
        var length = Count / Shape[0];
        return new(Shape.SetItem(0, count), () => Read().AsSpan(from * length, count * length).ToArray());
    }

    /// <summary>Entries of the first axis in another order.</summary>
    public Weight Reorder(params int[] order) => Stack([.. order.Select(row => Rows(row, 1))]);

    /// <summary>Product of a matrix [rows, columns] with a vector [columns], summed in float64.</summary>
    public Weight TimesVector(Weight vector) => new([Shape[0]], () =>
    {
        var (matrix, factors) = (Read(), vector.Read());
        var product = new float[Shape[0]];
        for (var row = 0; row < product.Length; row++)
        {
            var sum = 0.0;
            for (var column = 0; column < factors.Length; column++)
            {
                sum += (double)matrix[(row * factors.Length) + column] * factors[column];
            }

            product[row] = (float)sum;
        }

        return product;
    });

    /// <summary>Weights of equal row length one below the other along the first axis.</summary>
    public static Weight Stack(params Weight[] parts) => new(
        parts[0].Shape.SetItem(0, parts.Sum(part => part.Shape[0])), () => [.. parts.SelectMany(part => part.Read())]);

    private Weight ByPlace(Func<float, int, int, float[], float> change, Weight factors) => new(Shape, () =>
    {
        var (values, scale) = (Read(), factors.Read());
        var columns = Shape[1];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = change(values[i], i / columns, i % columns, scale);
        }

        return values;
    });
}
