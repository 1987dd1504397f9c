using System.Runtime.InteropServices;
using System.Text;

namespace Glip.Conversion.Tests;

public sealed class SafetensorsContainerTests
{
    [Theory]
    [InlineData("F32", "0000803f000000c0", new float[] { 1, -2 })]
    [InlineData("F64", "000000000000f03f00000000000000c0", new float[] { 1, -2 })]
    [InlineData("F16", "003c00c0", new float[] { 1, -2 })]
    [InlineData("BF16", "803f00c0", new float[] { 1, -2 })]
    [InlineData("F16", "01000080ff7b007c", new float[] { 5.9604645e-8f, -0f, 65504, float.PositiveInfinity })]
    [InlineData("BF16", "01000080", new float[] { 9.1835e-41f, -0f })]
    public void Read_EachTypeWithFractions_IsFloat32(string type, string bytes, float[] expected)
    {
        using var opened = Open($$"""{"w":{"dtype":"{{type}}","shape":[1,{{expected.Length}}],"data_offsets":[0,{{bytes.Length / 2}}]} }""", Convert.FromHexString(bytes));

        Assert.Equal(expected, opened.Checkpoint.Read("w"));
        Assert.Equal([1, expected.Length], opened.Checkpoint.Tensors["w"].Shape.ToArray());
    }

    [Fact]
    public void Open_MetadataPaddingAndSeveralTensors_AreReadInTheOrderOfTheHeader()
    {
        const string header = """
            {"__metadata__":{"format":"pt"},"module.b":{"dtype":"F32","shape":[],"data_offsets":[8,12]},"module.a":{"data_offsets":[0,8],"shape":[1],"dtype":"I64"},"module.c":{"dtype":"U8","shape":[0,4],"data_offsets":[8,8]}}
            """;
        using var opened = Open($"{header}   ", [.. BitConverter.GetBytes(7L), .. BitConverter.GetBytes(0.5f)]);

        Assert.Equal(["b", "a", "c"], opened.Checkpoint.Tensors.Keys);
        Assert.Equal([StoredType.Float32, StoredType.Int64, StoredType.UInt8], opened.Checkpoint.Tensors.Values.Select(tensor => tensor.Type));
        Assert.Equal([0.5f], opened.Checkpoint.Read("b"));
    }

    // One tensor takes several slices of the file.
    [Fact]
    public void Read_LargeHalfTensor_HasAllNumbers()
    {
        var values = Enumerable.Range(0, 1_500_000).Select(i => (Half)(i % 1000)).ToArray();
        using var opened = Open("""{"w":{"dtype":"F16","shape":[1500000],"data_offsets":[0,3000000]}}""", MemoryMarshal.AsBytes<Half>(values).ToArray());

        Assert.Equal(values.Select(value => (float)value), opened.Checkpoint.Read("w"));
    }

    private static OpenedCheckpoint Open(string header, byte[] bytes) => new([.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. bytes]);
}
