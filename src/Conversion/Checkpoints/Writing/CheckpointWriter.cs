using System.Globalization;
using System.Runtime.InteropServices;

namespace Glip.Conversion;

/// <summary>Writes checkpoints as a training run of GLIP saves them, for tests and measurements.</summary>
internal static class CheckpointWriter
{
    private const int SliceNumbers = 1 << 18;

    /// <summary>Writes tensors under <c>model</c>, each name with <c>module.</c> before it, and each tensor in a storage of its own.</summary>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <param name="tensors">Names without <c>module.</c>, shapes, and the types in which the numbers are stored.</param>
    /// <param name="fill">Sets the values of a tensor, row-major; is called once for each storage. Whole numbers are rounded.</param>
    /// <param name="content">What else is written.</param>
    public static void Write(string path, IReadOnlyList<CheckpointTensor> tensors, Action<CheckpointTensor, Span<float>> fill, CheckpointContent? content = null)
    {
        content ??= new CheckpointContent();
        using var stream = File.Create(path, bufferSize: 1 << 20);
        var zip = new ZipWriter(stream);
        var (pickle, storages) = CheckpointPickle.Build(tensors, content);
        zip.Add($"{content.Stem}/data.pkl", pickle.Length, [pickle]);
        var values = new float[storages.Max(storage => storage.Count)];
        foreach (var (number, storage) in storages.Select((storage, i) => (i.ToString(CultureInfo.InvariantCulture), storage)).OrderBy(item => item.Item1, StringComparer.Ordinal))
        {
            var own = values.AsMemory(0, storage.Count);
            fill(storage.Tensor, own.Span);
            zip.Add($"{content.Stem}/data/{number}", storage.Length, Bytes(storage, own));
        }

        var version = "3\n"u8.ToArray();
        zip.Add($"{content.Stem}/version", version.Length, [version]);
        zip.Finish();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Bytes(WrittenStorage storage, ReadOnlyMemory<float> values)
    {
        var size = storage.Tensor.Type.Size();
        var buffer = new byte[Math.Min(SliceNumbers, storage.Count) * size];
        for (var start = 0; start < values.Length; start += SliceNumbers)
        {
            var slice = values.Slice(start, Math.Min(SliceNumbers, values.Length - start));
            Store(storage, slice.Span, buffer);
            yield return buffer.AsMemory(0, slice.Length * size);
        }
    }

    private static void Store(WrittenStorage storage, ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var value = storage.Scale * values[i];
            switch (storage.Tensor.Type)
            {
                case StoredType.Float32:
                    MemoryMarshal.Cast<byte, float>(bytes)[i] = value;
                    break;
                case StoredType.Float64:
                    MemoryMarshal.Cast<byte, double>(bytes)[i] = value;
                    break;
                case StoredType.Float16:
                    MemoryMarshal.Cast<byte, Half>(bytes)[i] = (Half)value;
                    break;
                case StoredType.BFloat16:
                    MemoryMarshal.Cast<byte, ushort>(bytes)[i] = (ushort)(BitConverter.SingleToInt32Bits(value) >>> 16);
                    break;
                default:
                    StoreWhole(storage.Tensor.Type.Size(), (long)MathF.Round(values[i]), i, bytes);
                    break;
            }
        }
    }

    private static void StoreWhole(int size, long value, int i, Span<byte> bytes)
    {
        var little = bytes.Slice(i * size, size);
        for (var place = 0; place < size; place++)
        {
            little[place] = (byte)(value >> (8 * place));
        }
    }
}
