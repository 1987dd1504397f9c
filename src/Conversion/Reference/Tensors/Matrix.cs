using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>A dense matrix of float32 in rows: one token, position or output channel a row.</summary>
internal sealed class Matrix
{
    /// <summary>Products with fewer multiplications than this are not worth a second thread.</summary>
    private const long LeastParallelWork = 1 << 19;

    private const int RowsPerBlock = 16;

    public Matrix(int rows, int columns)
        : this(rows, columns, new float[rows * columns])
    {
    }

    /// <param name="values">[rows, columns], used without copying.</param>
    /// <exception cref="ArgumentException">The values are more or fewer.</exception>
    public Matrix(int rows, int columns, float[] values)
    {
        if (values.Length != (long)rows * columns)
        {
            throw new ArgumentException($"{values.Length} values for {rows} x {columns}.", nameof(values));
        }

        (Rows, Columns, Values) = (rows, columns, values);
    }

    public int Rows { get; }

    public int Columns { get; }

    public float[] Values { get; }

    public float this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    public static Matrix operator +(Matrix a, Matrix b)
    {
        var sum = new Matrix(a.Rows, a.Columns);
        TensorPrimitives.Add(a.Values, b.Values, sum.Values);
        return sum;
    }

    public static Matrix operator *(Matrix a, float factor)
    {
        var product = new Matrix(a.Rows, a.Columns);
        TensorPrimitives.Multiply(a.Values, factor, product.Values);
        return product;
    }

    /// <summary>Matrices of equal width, one below the other.</summary>
    public static Matrix Stack(IReadOnlyList<Matrix> parts) =>
        new(parts.Sum(part => part.Rows), parts[0].Columns, [.. parts.SelectMany(part => part.Values)]);

    /// <summary>Matrices of equal height, side by side.</summary>
    public static Matrix Join(IReadOnlyList<Matrix> parts)
    {
        var joined = new Matrix(parts[0].Rows, parts.Sum(part => part.Columns));
        for (var row = 0; row < joined.Rows; row++)
        {
            var rest = joined.Row(row);
            foreach (var part in parts)
            {
                part.Row(row).CopyTo(rest);
                rest = rest[part.Columns..];
            }
        }

        return joined;
    }

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);

    public Matrix SliceRows(int first, int count) => new(count, Columns, Values.AsSpan(first * Columns, count * Columns).ToArray());

    public Matrix SliceColumns(int first, int count)
    {
        var slice = new Matrix(Rows, count);
        for (var row = 0; row < Rows; row++)
        {
            Row(row).Slice(first, count).CopyTo(slice.Row(row));
        }

        return slice;
    }

    public Matrix Transposed()
    {
        var transposed = new Matrix(Columns, Rows);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                transposed[column, row] = this[row, column];
            }
        }

        return transposed;
    }

    /// <summary>A function of every value.</summary>
    public Matrix Map(Func<float, float> function)
    {
        var mapped = new Matrix(Rows, Columns);
        Parallel.For(0, Rows, row =>
        {
            for (var column = 0; column < Columns; column++)
            {
                mapped[row, column] = function(this[row, column]);
            }
        });
        return mapped;
    }

    public Matrix Clamp(float limit) => Map(value => Math.Clamp(value, -limit, limit));

    /// <summary>[rows, columns] times [columns, n].</summary>
    public Matrix Times(Matrix other) => TimesTransposed(other.Transposed());

    /// <summary>[rows, columns] times the transpose of [n, columns]: every row of one with every row of the other.</summary>
    public Matrix TimesTransposed(Matrix other)
    {
        if (Columns != other.Columns)
        {
            throw new ArgumentException($"Rows of {Columns} and of {other.Columns} values.", nameof(other));
        }

        var product = new Matrix(Rows, other.Rows);
        var blocks = (other.Rows + RowsPerBlock - 1) / RowsPerBlock;
        if ((long)Rows * Columns * other.Rows < LeastParallelWork)
        {
            for (var block = 0; block < blocks; block++)
            {
                MultiplyBlock(other, block, product);
            }
        }
        else
        {
            Parallel.For(0, blocks, block => MultiplyBlock(other, block, product));
        }

        return product;
    }

    /// <summary>One column block of a product: few enough rows of the other matrix to stay in the cache.</summary>
    private void MultiplyBlock(Matrix other, int block, Matrix product)
    {
        var (first, end) = (block * RowsPerBlock, Math.Min((block + 1) * RowsPerBlock, other.Rows));
        for (var row = 0; row < Rows; row++)
        {
            ReadOnlySpan<float> left = Row(row);
            var dots = product.Row(row);
            for (var column = first; column < end; column++)
            {
                dots[column] = TensorPrimitives.Dot(left, other.Row(column));
            }
        }
    }
}
