using System.Runtime.InteropServices;

namespace Glip.Conversion;

/// <summary>Reads the numbers of a tensor as float32, a slice of the file at a time.</summary>
internal sealed class TensorReader(CheckpointFile file, StoredBytes stored, TensorView view)
{
    private const int SliceBytes = 1 << 20;

    private readonly int _size = view.Type.Size();

    /// <summary>Row-major, as many as the shape says.</summary>
    public float[] Read()
    {
        var values = GC.AllocateUninitializedArray<float>(view.Count);
        if (view.Count == 0)
        {
            return values;
        }

        if (view.IsContiguous)
        {
            ReadContiguous(values);
        }
        else
        {
            ReadStrided(values);
        }

        return values;
    }

    private void ReadContiguous(Span<float> values)
    {
        var whole = stored.Crc is not null && (long)view.Count * _size == stored.Length;
        var crc = Crc32.Start;
        var buffer = view.Type == StoredType.Float32 ? [] : new byte[(int)Math.Min(SliceBytes, (long)view.Count * _size)];
        var position = stored.Position + (view.Offset * _size);
        while (!values.IsEmpty)
        {
            var slice = values[..Math.Min(values.Length, SliceBytes / _size)];
            var bytes = view.Type == StoredType.Float32 ? MemoryMarshal.AsBytes(slice) : buffer.AsSpan(0, slice.Length * _size);
            file.Read(position, bytes);
            crc = whole ? Crc32.Append(crc, bytes) : crc;
            if (view.Type != StoredType.Float32)
            {
                view.Type.Convert(bytes, slice);
            }

            position += bytes.Length;
            values = values[slice.Length..];
        }

        if (whole)
        {
            Crc32.Check(file, stored, crc);
        }
    }

    /// <summary>Goes through the tensor in the order of the storage, so that the file is read forwards.</summary>
    private void ReadStrided(float[] values)
    {
        var axes = OrderedAxes();
        var index = new int[axes.Length];
        var window = new StorageWindow(file, stored, view.Type);
        var (from, to) = (view.Offset, 0L);
        while (true)
        {
            values[to] = window[from];
            var i = axes.Length - 1;
            while (i >= 0)
            {
                var (length, stride, step) = axes[i];
                from += stride;
                to += step;
                if (++index[i] < length)
                {
                    break;
                }

                from -= length * stride;
                to -= length * step;
                index[i--] = 0;
            }

            if (i < 0)
            {
                return;
            }
        }
    }

    /// <summary>Length, stride in the storage and step in the result of the axes, the widest stride first.</summary>
    private (int Length, long Stride, long Step)[] OrderedAxes()
    {
        var axes = new List<(int Length, long Stride, long Step)>();
        var step = 1L;
        for (var axis = view.Shape.Length - 1; axis >= 0; axis--)
        {
            axes.Add((view.Shape[axis], view.Strides[axis], step));
            step *= view.Shape[axis];
        }

        return [.. axes.Where(axis => axis.Length > 1).OrderByDescending(axis => axis.Stride)];
    }
}
