using System.Runtime.InteropServices;

namespace Glip.Conversion;

/// <summary>Sizes of the stored types, and their conversion to float32.</summary>
internal static class StoredTypes
{
    /// <summary>Bytes of one number.</summary>
    public static int Size(this StoredType type) => type switch
    {
        StoredType.Float64 or StoredType.Int64 => 8,
        StoredType.Float32 or StoredType.Int32 => 4,
        StoredType.Float16 or StoredType.BFloat16 or StoredType.Int16 => 2,
        _ => 1,
    };

    /// <summary>Whether the numbers have fractions.</summary>
    public static bool IsReal(this StoredType type) => type is StoredType.Float32 or StoredType.Float64 or StoredType.Float16 or StoredType.BFloat16;

    /// <summary>Converts little-endian numbers to float32; those beyond its range become infinite.</summary>
    /// <param name="type">A type with fractions.</param>
    /// <param name="bytes">As many numbers as <paramref name="values"/> has room for.</param>
    /// <param name="values">Receives the numbers.</param>
    public static void Convert(this StoredType type, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (type)
        {
            case StoredType.Float32:
                bytes.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case StoredType.Float64:
                ConvertDoubles(MemoryMarshal.Cast<byte, double>(bytes), values);
                break;
            case StoredType.Float16:
                ConvertHalves(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case StoredType.BFloat16:
                ConvertBrainHalves(MemoryMarshal.Cast<byte, ushort>(bytes), values);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, message: null);
        }
    }

    private static void ConvertDoubles(ReadOnlySpan<double> numbers, Span<float> values)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            values[i] = (float)numbers[i];
        }
    }

    private static void ConvertHalves(ReadOnlySpan<Half> numbers, Span<float> values)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            values[i] = (float)numbers[i];
        }
    }

    // A bfloat16 is the upper half of a float32.
    private static void ConvertBrainHalves(ReadOnlySpan<ushort> numbers, Span<float> values)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            values[i] = BitConverter.Int32BitsToSingle(numbers[i] << 16);
        }
    }
}
