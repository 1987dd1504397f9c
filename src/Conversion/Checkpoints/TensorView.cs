using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Which numbers of a storage a tensor consists of.</summary>
/// <param name="Type">How the numbers are stored.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Strides">Numbers from one index of an axis to the next; 0 repeats a number.</param>
/// <param name="Offset">Number of the storage with which the tensor begins.</param>
/// <param name="Count">Numbers of the tensor.</param>
internal sealed record TensorView(StoredType Type, ImmutableArray<int> Shape, ImmutableArray<long> Strides, long Offset, int Count)
{
    private const int MaxAxes = 16;
    private const int MaxCount = 1 << 29; // 2 GiB of float32; the largest tensor of GLIP has 31 million numbers
    private const int MaxRepeatedCount = 1 << 22; // a view that repeats numbers costs nothing in the file

    /// <summary>Whether the numbers lie in the storage in the order of the tensor.</summary>
    public bool IsContiguous
    {
        get
        {
            var expected = 1L;
            for (var axis = Shape.Length - 1; axis >= 0; axis--)
            {
                if (Shape[axis] != 1 && Strides[axis] != expected)
                {
                    return Count == 0;
                }

                expected *= Shape[axis];
            }

            return true;
        }
    }

    /// <summary>A tensor that has a stretch of the storage to itself, row-major.</summary>
    /// <exception cref="CheckpointException">The tensor is not inside of its storage, or too large.</exception>
    public static TensorView Contiguous(StoredType type, ReadOnlySpan<long> shape, long storageNumbers, Func<string, CheckpointException> refuse)
    {
        Span<long> strides = stackalloc long[Math.Min(shape.Length, MaxAxes)];
        var stride = 1L;
        for (var axis = strides.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride = Math.BigMul(stride, Math.Max(shape[axis], 1)) is var product && product < long.MaxValue ? (long)product : long.MaxValue;
        }

        return Of(type, shape, strides, 0, storageNumbers, refuse);
    }

    /// <param name="type">How the numbers are stored.</param>
    /// <param name="shape">Length of each axis, as the file says.</param>
    /// <param name="strides">As many as axes, as the file says.</param>
    /// <param name="offset">First number, as the file says.</param>
    /// <param name="storageNumbers">Numbers that the storage has.</param>
    /// <param name="refuse">Makes the error of a problem.</param>
    /// <exception cref="CheckpointException">The tensor is not inside of its storage, or too large.</exception>
    public static TensorView Of(
        StoredType type, ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long offset, long storageNumbers, Func<string, CheckpointException> refuse)
    {
        if (shape.Length > MaxAxes || strides.Length != shape.Length)
        {
            throw refuse($"a tensor has {shape.Length} axes and {strides.Length} strides; expected as many of both, at most {MaxAxes}");
        }

        var count = CountOf(shape, refuse);
        var end = EndOf(shape, strides, offset, count, refuse);
        if (end > storageNumbers)
        {
            throw refuse($"a tensor reaches to number {end} of a storage of {storageNumbers}");
        }

        if (count > 0)
        {
            CheckOverlap(shape, strides, refuse);
        }

        if (count > MaxRepeatedCount && count > storageNumbers)
        {
            throw refuse($"a tensor repeats {storageNumbers} numbers into {count}; expected at most {MaxRepeatedCount}");
        }

        ImmutableArray<int> lengths = [.. shape.ToArray().Select(length => (int)length)];
        return new TensorView(type, lengths, [.. strides], offset, count);
    }

    private static int CountOf(ReadOnlySpan<long> shape, Func<string, CheckpointException> refuse)
    {
        var count = 1L;
        foreach (var length in shape)
        {
            if (length is < 0 or > int.MaxValue)
            {
                throw refuse($"a tensor has an axis of length {length}");
            }

            count *= length;
            if (count > MaxCount)
            {
                throw refuse($"a tensor has {count} or more numbers; expected at most {MaxCount}");
            }
        }

        return (int)count;
    }

    /// <summary>One more than the last number of the storage that the tensor has.</summary>
    private static Int128 EndOf(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, long offset, int count, Func<string, CheckpointException> refuse)
    {
        if (offset < 0)
        {
            throw refuse($"a tensor begins at number {offset} of its storage");
        }

        Int128 last = offset;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            if (strides[axis] < 0)
            {
                throw refuse($"a tensor has the stride {strides[axis]}");
            }

            last += (Int128)strides[axis] * Math.Max(shape[axis] - 1, 0);
        }

        return count == 0 ? offset : last + 1;
    }

    /// <summary>Axes may not be woven into each other, only a stride of 0 repeats numbers: no weight needs more, and the file is then read forwards, once.</summary>
    private static void CheckOverlap(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides, Func<string, CheckpointException> refuse)
    {
        var extent = 0L; // from the first to the last number of the axes so far
        foreach (var (length, stride) in shape.ToArray().Zip(strides.ToArray()).Where(axis => axis is { First: > 1, Second: > 0 }).OrderBy(axis => axis.Second))
        {
            if (stride <= extent)
            {
                throw refuse($"the stride {stride} of a tensor leads back into the {extent + 1} numbers of its other axes");
            }

            extent += stride * (length - 1);
        }
    }
}
