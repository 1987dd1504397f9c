using System.Buffers.Binary;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>A safetensors file: a JSON header, then the bytes of all tensors without gaps.</summary>
/// <remarks>Source: huggingface/safetensors, README, "Format".</remarks>
internal static class SafetensorsContainer
{
    /// <summary>The longest header of the format, in bytes.</summary>
    public const int MaxHeader = 100_000_000;

    private const int LengthBytes = 8;

    /// <exception cref="Core.CheckpointException">The file is damaged or not of this format.</exception>
    public static TensorFile Open(CheckpointFile file)
    {
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.ReadArray(0, LengthBytes));
        if (length > MaxHeader || (long)length > file.Length - LengthBytes)
        {
            throw file.Refuse($"has a header of {length} bytes in a file of {file.Length}; expected at most {MaxHeader}, inside of the file");
        }

        var start = LengthBytes + (long)length;
        var entries = new SafetensorsHeader(file, file.ReadArray(LengthBytes, (int)length)).Read();
        CheckCoverage(file, entries, file.Length - start);
        return new TensorFile(file, [.. entries.Select(entry => entry.ToTensor(file, start))]);
    }

    /// <summary>The tensors must lie one behind the other and take all bytes.</summary>
    private static void CheckCoverage(CheckpointFile file, List<SafetensorsEntry> entries, long length)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.Begin != end || entry.End < entry.Begin)
            {
                throw file.Refuse($"tensor {Shown.Name(entry.Name)} takes bytes {entry.Begin} to {entry.End}; expected it to begin at {end}");
            }

            end = entry.End;
        }

        if (end != length)
        {
            throw file.Refuse($"has {length} bytes after its header; its tensors take {end}");
        }
    }
}
