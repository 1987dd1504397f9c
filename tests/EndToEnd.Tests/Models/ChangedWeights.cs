using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Glip.Conversion;

namespace Glip.EndToEnd.Tests;

/// <summary>The weights of a checkpoint as safetensors, one of them set to zero.</summary>
internal static class ChangedWeights
{
    public static byte[] WithZeros(string path, string name)
    {
        using var checkpoint = Checkpoint.Open(path);
        var header = new Dictionary<string, object>();
        using var data = new MemoryStream();
        foreach (var tensor in checkpoint.Tensors.Values.Where(tensor => tensor.Type == StoredType.Float32))
        {
            var values = checkpoint.Read(tensor.Name);
            if (tensor.Name == name)
            {
                Array.Clear(values);
            }

            var start = data.Length;
            data.Write(MemoryMarshal.AsBytes<float>(values));
            header[tensor.Name] = new { dtype = "F32", shape = tensor.Shape, data_offsets = new[] { start, data.Length } };
        }

        var text = JsonSerializer.SerializeToUtf8Bytes(header);
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        return [.. length, .. text, .. data.ToArray()];
    }
}
