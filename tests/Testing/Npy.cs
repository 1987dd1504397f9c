using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Glip.Testing;

/// <summary>Reads NumPy's <c>.npy</c> files, version 1, little endian, C order.</summary>
/// <remarks>Source: NumPy documentation, numpy.lib.format.</remarks>
public static partial class Npy
{
    public static (T[] Values, int[] Shape) Read<T>(string path)
        where T : unmanaged
    {
        var bytes = File.ReadAllBytes(path);
        var headerLength = BitConverter.ToUInt16(bytes, 8);
        var header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        if (!header.Contains($"'{TypeCode<T>()}'", StringComparison.Ordinal) || header.Contains("'fortran_order': True", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: {header}; expected {TypeCode<T>()} in C order.");
        }

        int[] shape = [.. Numbers().Matches(Shape().Match(header).Groups[1].Value).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture))];
        return (MemoryMarshal.Cast<byte, T>(bytes.AsSpan(10 + headerLength)).ToArray(), shape);
    }

    private static string TypeCode<T>() => default(T) switch
    {
        float => "<f4",
        long => "<i8",
        byte => "|u1",
        _ => throw new NotSupportedException(typeof(T).Name),
    };

    [GeneratedRegex(@"'shape': \(([^)]*)\)", RegexOptions.None, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
