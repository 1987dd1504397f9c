using Glip.Core;

namespace Glip.Conversion;

/// <summary>A tensor as the header of a safetensors file has it.</summary>
/// <param name="Name">Of the tensor.</param>
/// <param name="Type">How the numbers are stored.</param>
/// <param name="Shape">Length of each axis, not yet checked.</param>
/// <param name="Begin">First byte after the header.</param>
/// <param name="End">One more than the last byte.</param>
internal sealed record SafetensorsEntry(string Name, StoredType Type, long[] Shape, long Begin, long End)
{
    /// <param name="file">For messages.</param>
    /// <param name="start">Where in the file the header ends.</param>
    /// <exception cref="Core.CheckpointException">Shape and bytes disagree.</exception>
    public StoredTensor ToTensor(CheckpointFile file, long start)
    {
        var length = End - Begin;
        var view = TensorView.Contiguous(Type, Shape, length / Type.Size(), problem => file.Refuse($"tensor {Shown.Name(Name)}: {problem}"));
        if ((long)view.Count * Type.Size() != length)
        {
            throw file.Refuse($"tensor {Shown.Name(Name)} has {length} bytes; expected {view.Count} numbers of {Type.Size()} bytes");
        }

        return new StoredTensor(Name, view, () => new StoredBytes(Name, start + Begin, length, Crc: null));
    }
}
