using System.Security.Cryptography;
using Glip.Conversion.Onnx;
using Google.Protobuf;

namespace Glip.Conversion;

/// <summary>
/// Writes a graph as an ONNX file, one constant at a time. When all would be larger than a protobuf message may be, the constants go
/// to a second file beside it.
/// </summary>
/// <remarks>Source: ONNX specification, onnx.proto and "External Data".</remarks>
internal static class OnnxFile
{
    /// <summary>Largest file of its own; protobuf readers refuse messages of 2 GiB.</summary>
    public const long LargestSingleFile = 1_900_000_000;

    private const int IrVersion = 9;
    private const int OperatorSet = 20;
    private const int SliceBytes = 1 << 20;
    private const int ExternalAlignment = 4096;
    private const int GraphField = 7;
    private const int InitializerField = 5;
    private const int RawDataField = 9;

    /// <summary>Name of the file with the constants of a graph that is too large for one file.</summary>
    public static string DataFile(string file) => file + ".data";

    /// <summary>Writes the file, and <see cref="DataFile"/> beside it if the constants are too large for one file.</summary>
    /// <param name="graph">What is written.</param>
    /// <param name="path">Is replaced.</param>
    /// <param name="largestSingleFile">Bytes of constants above which they go to the second file.</param>
    /// <returns>SHA-256 of the file, and of the second one if there is one.</returns>
    public static (string Sha256, string? DataSha256) Write(GraphBuilder graph, string path, long largestSingleFile = LargestSingleFile)
    {
        var isExternal = graph.Initializers.Sum(initializer => initializer.Bytes) > largestSingleFile;
        var dataFile = isExternal ? DataFile(Path.GetFileName(path)) : null;
        return (Hashed(path, file => WriteModel(graph, file, dataFile)), isExternal ? Hashed(DataFile(path), file => WriteExternal(graph, file)) : null);
    }

    private static string Hashed(string path, Action<Stream> write)
    {
        using var hash = SHA256.Create();
        using (var file = new CryptoStream(File.Create(path), hash, CryptoStreamMode.Write))
        {
            write(file);
        }

        return Convert.ToHexStringLower(hash.Hash!);
    }

    /// <summary>The stream that hashes copies what it is given, so that it gets a little at a time.</summary>
    private static void WriteSlices(Stream file, byte[] content)
    {
        for (var start = 0; start < content.Length; start += SliceBytes)
        {
            file.Write(content, start, Math.Min(SliceBytes, content.Length - start));
        }
    }

    private static void WriteModel(GraphBuilder graph, Stream file, string? dataFile)
    {
        var model = new ModelProto { IrVersion = IrVersion, ProducerName = "glip" };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = OperatorSet });
        model.OpsetImport.Add(graph.Domains.Select(domain => new OperatorSetIdProto { Domain = domain, Version = 1 }));

        model.WriteTo(file);
        var structure = Structure(graph);
        var tensors = Tensors(graph, dataFile);
        using var output = new CodedOutputStream(file, leaveOpen: true);
        output.WriteTag(GraphField, WireFormat.WireType.LengthDelimited);
        output.WriteUInt64((ulong)(structure.CalculateSize() + tensors.Sum(tensor => 1 + CodedOutputStream.ComputeUInt64Size((ulong)tensor.Size) + tensor.Size)));
        structure.WriteTo(output);
        foreach (var tensor in tensors)
        {
            output.WriteTag(InitializerField, WireFormat.WireType.LengthDelimited);
            output.WriteUInt64((ulong)tensor.Size);
            tensor.WriteTo(output, file);
        }
    }

    private static GraphProto Structure(GraphBuilder graph)
    {
        var proto = new GraphProto { Name = graph.Name };
        proto.Node.Add(graph.Nodes);
        proto.Input.Add(graph.Inputs.Select(Port));
        proto.Output.Add(graph.Outputs.Select(Port));
        return proto;
    }

    private static ValueInfoProto Port(Value value)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)value.Type, Shape = new TensorShapeProto() };
        tensor.Shape.Dim.Add(value.Shape.Axes.Select(Dimension));
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }

    private static TensorShapeProto.Types.Dimension Dimension(Dim axis)
    {
        var dimension = new TensorShapeProto.Types.Dimension();
        if (axis.Length is { } length)
        {
            dimension.DimValue = length;
        }
        else if (axis.Symbol is { } symbol)
        {
            dimension.DimParam = symbol;
        }

        return dimension;
    }

    private static List<TensorMessage> Tensors(GraphBuilder graph, string? dataFile)
    {
        var tensors = new List<TensorMessage>();
        var offset = 0L;
        foreach (var initializer in graph.Initializers)
        {
            var header = new TensorProto { Name = initializer.Name, DataType = (int)initializer.Type };
            header.Dims.Add(initializer.Shape.Select(length => (long)length));
            if (dataFile is not null && initializer.Bytes >= ExternalAlignment)
            {
                header.DataLocation = TensorProto.Types.DataLocation.External;
                AddEntry(header, "location", dataFile);
                AddEntry(header, "offset", FormattableString.Invariant($"{offset}"));
                AddEntry(header, "length", FormattableString.Invariant($"{initializer.Bytes}"));
                offset += Aligned(initializer.Bytes);
                tensors.Add(new TensorMessage(header, null));
            }
            else
            {
                tensors.Add(new TensorMessage(header, initializer));
            }
        }

        return tensors;
    }

    private static void AddEntry(TensorProto tensor, string key, string value) => tensor.ExternalData.Add(new StringStringEntryProto { Key = key, Value = value });

    private static void WriteExternal(GraphBuilder graph, Stream data)
    {
        foreach (var initializer in graph.Initializers.Where(initializer => initializer.Bytes >= ExternalAlignment))
        {
            var content = initializer.Content();
            WriteSlices(data, content);
            data.Write(new byte[Aligned(content.Length) - content.Length]);
        }
    }

    private static long Aligned(long bytes) => (bytes + ExternalAlignment - 1) / ExternalAlignment * ExternalAlignment;

    /// <summary>A constant in the file: what describes it, then its bytes.</summary>
    private sealed record TensorMessage(TensorProto Header, Initializer? Inline)
    {
        public long Size => Header.CalculateSize() + (Inline is null ? 0 : 1 + CodedOutputStream.ComputeUInt64Size((ulong)Inline.Bytes) + Inline.Bytes);

        public void WriteTo(CodedOutputStream output, Stream file)
        {
            Header.WriteTo(output);
            if (Inline is not null)
            {
                output.WriteTag(RawDataField, WireFormat.WireType.LengthDelimited);
                output.WriteUInt64((ulong)Inline.Bytes);
                output.Flush();
                WriteSlices(file, Inline.Content());
            }
        }
    }
}
