using System.Buffers.Binary;
using System.Text;

namespace Glip.Testing;

/// <summary>Puts a pickle together opcode by opcode, right or wrong.</summary>
/// <remarks>Source of the opcodes: CPython, Lib/pickletools.py.</remarks>
public sealed class PickleAssembler
{
    private readonly List<byte> _bytes = [];

    /// <param name="protocol">Is written first; null writes nothing.</param>
    public PickleAssembler(byte? protocol = 2)
    {
        if (protocol is { } number)
        {
            Raw(0x80, number);
        }
    }

    /// <summary>Ends with STOP.</summary>
    public byte[] Finish() => Op('.').Bytes();

    public byte[] Bytes() => [.. _bytes];

    public PickleAssembler Raw(params ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleAssembler Op(char opcode) => Raw((byte)opcode);

    public PickleAssembler Op(string opcodes) => Raw(Encoding.Latin1.GetBytes(opcodes));

    /// <summary>BINUNICODE, whose length can lie.</summary>
    public PickleAssembler Text(string text, uint? length = null) => Op('X').UInt32(length ?? (uint)Encoding.UTF8.GetByteCount(text)).Raw(Encoding.UTF8.GetBytes(text));

    /// <summary>LONG1 of eight bytes.</summary>
    public PickleAssembler Number(long number)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return Raw(0x8a, sizeof(long)).Raw(bytes);
    }

    public PickleAssembler UInt32(uint number)
    {
        var bytes = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        return Raw(bytes);
    }

    /// <summary>GLOBAL.</summary>
    public PickleAssembler Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    /// <summary>A tuple of what is written inside of it.</summary>
    public PickleAssembler Tuple(Action<PickleAssembler> values) => Op('(').Then(values).Op('t');

    public PickleAssembler Numbers(params long[] numbers) => Tuple(p => Array.ForEach(numbers, number => p.Number(number)));

    /// <summary>REDUCE.</summary>
    public PickleAssembler Call(string module, string name, Action<PickleAssembler> arguments) => Global(module, name).Tuple(arguments).Op('R');

    /// <summary>A dictionary of one item.</summary>
    public PickleAssembler Dictionary(string key, Action<PickleAssembler> value) => Op('}').Text(key).Then(value).Op('s');

    public PickleAssembler Storage(string key, long count, string type = "FloatStorage") =>
        Tuple(p => p.Text("storage").Global("torch", type).Text(key).Text("cpu").Number(count)).Op('Q');

    /// <summary>A view of a storage.</summary>
    public PickleAssembler Tensor(string key, long count, long[] shape, long[] strides, long offset = 0, string type = "FloatStorage") =>
        Call("torch._utils", "_rebuild_tensor_v2", p => p.Storage(key, count, type).Number(offset).Numbers(shape).Numbers(strides).Raw(0x89).Call("collections", "OrderedDict", _ => { }));

    public PickleAssembler Then(Action<PickleAssembler> more)
    {
        more(this);
        return this;
    }
}
