using System.Text;

namespace Glip.Testing;

/// <summary>A small valid safetensors file.</summary>
public static class SafetensorsSample
{
    private const string Header = """
        {"__metadata__":{"format":"pt"},"a.weight":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},"a.bias":{"dtype":"F16","shape":[4],"data_offsets":[48,56]},"count":{"dtype":"I64","shape":[],"data_offsets":[56,64]}}
        """;

    public static byte[] Bytes => [.. BitConverter.GetBytes((long)Header.Length), .. Encoding.UTF8.GetBytes(Header), .. new byte[64]];
}
