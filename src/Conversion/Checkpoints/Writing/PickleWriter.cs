using System.Buffers.Binary;
using System.Text;
using static Glip.Conversion.PickleOpcode;

namespace Glip.Conversion;

/// <summary>Writes a pickle of protocol 2, value by value, with the opcodes and memo numbers that Python's own pickler chooses.</summary>
/// <remarks>Source: CPython, Lib/pickle.py. Texts and names that repeat are taken from the memo.</remarks>
internal sealed class PickleWriter
{
    private const int Batch = 1000; // items between a mark and SETITEMS

    private readonly RecordBytes _bytes = new();
    private readonly Dictionary<string, int> _memo = new(StringComparer.Ordinal);
    private int _memoized;

    public PickleWriter()
    {
        Op(Proto);
        _bytes.Add([2]);
    }

    /// <summary>Ends the pickle.</summary>
    public byte[] Finish()
    {
        Op(Stop);
        return _bytes.Span.ToArray();
    }

    public void Bool(bool value) => Op(value ? NewTrue : NewFalse);

    public void Number(long value)
    {
        switch (value)
        {
            case >= 0 and <= byte.MaxValue:
                Op(BinInt1);
                _bytes.Add([(byte)value]);
                break;
            case >= 0 and <= ushort.MaxValue:
                Op(BinInt2);
                _bytes.Add((ushort)value);
                break;
            case >= int.MinValue and <= int.MaxValue:
                Op(BinInt);
                _bytes.Add((uint)value);
                break;
            default:
                Op(Long1);
                _bytes.Add([sizeof(long)]);
                _bytes.Add(value);
                break;
        }
    }

    public void Number(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        Op(BinFloat);
        _bytes.Add(bytes);
    }

    /// <summary>A text that the program made anew, such as the number of a storage.</summary>
    public void NewText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Op(BinUnicode);
        _bytes.Add((uint)bytes.Length);
        _bytes.Add(bytes);
        Memoise();
    }

    /// <summary>A text of which the program has one instance.</summary>
    public void Text(string text) => Once($"text {text}", () => NewText(text));

    public void Name(string module, string name) => Once($"name {module} {name}", () =>
    {
        Op(Global);
        _bytes.Add(Encoding.UTF8.GetBytes($"{module}\n{name}\n"));
        Memoise();
    });

    public void Tuple(params Action[] values)
    {
        PickleOpcode[] shorts = [EmptyTuple, Tuple1, Tuple2, Tuple3];
        if (values.Length >= shorts.Length)
        {
            Op(Mark);
        }

        foreach (var value in values)
        {
            value();
        }

        Op(values.Length < shorts.Length ? shorts[values.Length] : PickleOpcode.Tuple);
        if (values.Length > 0)
        {
            Memoise();
        }
    }

    public void List(params IReadOnlyList<Action> values)
    {
        Op(EmptyList);
        Memoise();
        Batches(values, Append, Appends);
    }

    public void Dictionary(params IReadOnlyList<(Action Key, Action Value)> items)
    {
        Op(EmptyDict);
        Memoise();
        SetItems(items);
    }

    public void OrderedDictionary(IReadOnlyList<(Action Key, Action Value)> items)
    {
        EmptyOrderedDictionary();
        Memoise();
        SetItems(items);
    }

    public void Attributes(Action dictionary)
    {
        dictionary();
        Op(Build);
    }

    /// <summary>Calls a name with a tuple.</summary>
    public void Call(Action name, params Action[] arguments)
    {
        name();
        Tuple(arguments);
        Op(Reduce);
        Memoise();
    }

    /// <summary>Refers to a storage.</summary>
    public void Storage(params Action[] id)
    {
        Tuple(id);
        Op(BinPersId);
    }

    private void EmptyOrderedDictionary()
    {
        Name("collections", "OrderedDict");
        Op(EmptyTuple);
        Op(Reduce);
    }

    private void SetItems(IReadOnlyList<(Action Key, Action Value)> items) => Batches(
        [.. items.Select(item => item.Key + item.Value)], SetItem, PickleOpcode.SetItems);

    private void Batches(IReadOnlyList<Action> values, PickleOpcode one, PickleOpcode many)
    {
        foreach (var batch in values.Chunk(Batch))
        {
            if (batch.Length > 1)
            {
                Op(Mark);
            }

            foreach (var value in batch)
            {
                value();
            }

            Op(batch.Length > 1 ? many : one);
        }
    }

    private void Once(string key, Action write)
    {
        if (_memo.TryGetValue(key, out var index))
        {
            Op(index <= byte.MaxValue ? BinGet : LongBinGet);
            Index(index);
            return;
        }

        write();
        _memo.Add(key, _memoized - 1);
    }

    private void Memoise()
    {
        Op(_memoized <= byte.MaxValue ? BinPut : LongBinPut);
        Index(_memoized++);
    }

    private void Index(int index) => _ = index <= byte.MaxValue ? _bytes.Add([(byte)index]) : _bytes.Add((uint)index);

    private void Op(PickleOpcode opcode) => _bytes.Add([(byte)opcode]);
}
