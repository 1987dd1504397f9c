using static Glip.Conversion.PickleOpcode;
using Shown = Glip.Core.Shown; // not all of the namespace: Frame is an opcode here

namespace Glip.Conversion;

/// <summary>
/// Reads a pickle of protocols 2 to 5 as far as tensors need it. Names are looked up in a list of what is allowed and everything else is
/// refused; nothing is executed. What no tensor is made of is dropped while it is read, so that memory follows the tensors.
/// </summary>
/// <remarks>Source: CPython, Lib/pickletools.py. There is no recursion: a value that contains itself is only a reference.</remarks>
internal sealed class Unpickler
{
    private const int MaxOpcodes = 2_000_000;
    private const int MaxMemo = 1_000_000;

    private readonly PickleBytes _bytes;
    private readonly PickleStorages _storages;
    private readonly PickleStack _stack;
    private readonly PickleCalls _calls;
    private readonly Dictionary<uint, object> _memo = [];

    private Unpickler(PickleBytes bytes, PickleStorages storages)
    {
        _bytes = bytes;
        _storages = storages;
        _stack = new(bytes);
        _calls = new(bytes);
    }

    /// <exception cref="Core.CheckpointException">The pickle is damaged, too large, or asks for what is not allowed.</exception>
    public static object Read(PickleBytes bytes, PickleStorages storages) => new Unpickler(bytes, storages).Run();

    private object Run()
    {
        if (_bytes.Opcode() != Proto || _bytes.Byte() is < 2 or > 5)
        {
            throw _bytes.Refuse("expected a pickle of protocol 2 to 5");
        }

        for (var count = 0; count < MaxOpcodes; count++)
        {
            var opcode = _bytes.Opcode();
            if (opcode == Stop)
            {
                return _bytes.AtEnd ? _stack.Result() : throw _bytes.Refuse("bytes follow after the end of the pickle");
            }

            if (!RunValue(opcode) && !RunContainer(opcode) && !RunMemo(opcode) && !RunObject(opcode))
            {
                throw _bytes.Refuse($"opcode {(Enum.IsDefined(opcode) ? opcode.ToString() : $"0x{(byte)opcode:x2}")} is not allowed in a checkpoint");
            }
        }

        throw _bytes.Refuse($"the pickle has more than {MaxOpcodes} opcodes");
    }

    private bool RunValue(PickleOpcode opcode)
    {
        object? value = opcode switch
        {
            None => PickleOther.None,
            NewTrue => true,
            NewFalse => false,
            BinInt => (long)_bytes.Int32(),
            BinInt1 => (long)_bytes.Byte(),
            BinInt2 => (long)_bytes.UInt16(),
            Long1 => Whole(_bytes.Long(_bytes.Byte())),
            Long4 => Whole(_bytes.Long(_bytes.UInt32())),
            BinFloat => Dropped(PickleOther.Number, sizeof(double)),
            BinUnicode => _bytes.Text(_bytes.UInt32()),
            ShortBinUnicode => _bytes.Text(_bytes.Byte()),
            BinUnicode8 => _bytes.Text(_bytes.UInt64()),
            BinBytes => Dropped(PickleOther.Bytes, _bytes.UInt32()),
            ShortBinBytes => Dropped(PickleOther.Bytes, _bytes.Byte()),
            BinBytes8 or ByteArray8 => Dropped(PickleOther.Bytes, _bytes.UInt64()),
            _ => null,
        };
        if (value is not null)
        {
            _stack.Push(value);
        }

        return value is not null;
    }

    private bool RunContainer(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case Mark:
                _stack.Mark();
                break;
            case EmptyTuple:
                _stack.Push(Array.Empty<object>());
                break;
            case Tuple1 or Tuple2 or Tuple3:
                _stack.Push(_stack.Pop(opcode - Tuple1 + 1));
                break;
            case PickleOpcode.Tuple:
                _stack.Push(_stack.PopToMark());
                break;
            case EmptyList:
                _stack.Push(PickleOther.List);
                break;
            case EmptySet:
                _stack.Push(PickleOther.Set);
                break;
            case FrozenSet:
                _stack.PopToMark();
                _stack.Push(PickleOther.Set);
                break;
            case EmptyDict:
                _stack.Push(new PickleDictionary(isOrdered: false));
                break;
            case Append:
                _stack.Pop();
                Expect(PickleOther.List);
                break;
            case Appends:
                _stack.PopToMark();
                Expect(PickleOther.List);
                break;
            case AddItems:
                _stack.PopToMark();
                Expect(PickleOther.Set);
                break;
            case SetItem:
                SetItemsOfTop(_stack.Pop(2));
                break;
            case SetItems:
                SetItemsOfTop(_stack.PopToMark());
                break;
            default:
                return false;
        }

        return true;
    }

    private bool RunMemo(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case Pop:
                _stack.Pop();
                break;
            case PopMark:
                _stack.PopToMark();
                break;
            case BinGet:
                Recall(_bytes.Byte());
                break;
            case LongBinGet:
                Recall(_bytes.UInt32());
                break;
            case BinPut:
                Memoise(_bytes.Byte());
                break;
            case LongBinPut:
                Memoise(_bytes.UInt32());
                break;
            case PickleOpcode.Memoize:
                Memoise((uint)_memo.Count);
                break;
            default:
                return false;
        }

        return true;
    }

    private bool RunObject(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case Frame:
                _bytes.Frame();
                break;
            case Global:
                _stack.Push(FindGlobal(_bytes.Line(), _bytes.Line()));
                break;
            case StackGlobal:
                _stack.Push(_stack.Pop(2) is [string module, string name] ? FindGlobal(module, name) : throw _bytes.Refuse("the name of a constructor is no text"));
                break;
            case Reduce:
                var call = _stack.Pop(2);
                _stack.Push(_calls.Call(call[0], call[1]));
                break;
            case Build:
                SetAttributesOfTop(_stack.Pop());
                break;
            case BinPersId:
                _stack.Push(_storages.Find(_stack.Pop(), _bytes.Refuse));
                break;
            default:
                return false;
        }

        return true;
    }

    private static object Whole(long? number) => number is { } whole ? whole : PickleOther.Number;

    private PickleOther Dropped(PickleOther value, ulong count)
    {
        _bytes.Skip(count);
        return value;
    }

    private void Expect(PickleOther kind)
    {
        var top = _stack.Top();
        if (top != kind && top != PickleOther.Object)
        {
            throw _bytes.Refuse($"items are added to {PickleOther.KindOf(top)}; expected {kind.Kind}");
        }
    }

    private void SetItemsOfTop(object[] items)
    {
        if (_stack.Top() is PickleDictionary dictionary && items.Length % 2 == 0)
        {
            for (var i = 0; i < items.Length; i += 2)
            {
                dictionary.Add(items[i], items[i + 1]);
            }
        }
        else if (_stack.Top() != PickleOther.Object)
        {
            throw _bytes.Refuse($"{items.Length} keys and values are set in {PickleOther.KindOf(_stack.Top())}");
        }
    }

    /// <summary>Attributes change no values: those of a weight dictionary are version numbers of the modules.</summary>
    private void SetAttributesOfTop(object attributes)
    {
        if (_stack.Top() is not PickleDictionary { IsOrdered: true } && _stack.Top() != PickleOther.Object)
        {
            throw _bytes.Refuse($"attributes are set on {PickleOther.KindOf(_stack.Top())}");
        }

        if (attributes is not (PickleDictionary or object[]))
        {
            throw _bytes.Refuse($"attributes are {PickleOther.KindOf(attributes)}; expected a dictionary");
        }
    }

    private PickleGlobal FindGlobal(string module, string name) => PickleGlobal.Find(module, name)
        ?? throw _bytes.Refuse($"asks for {Shown.Name($"{module}.{name}")}, which is not allowed in a checkpoint; nothing was executed");

    private void Recall(uint index) => _stack.Push(_memo.TryGetValue(index, out var value) ? value : throw _bytes.Refuse($"the memo has no entry {index}"));

    private void Memoise(uint index)
    {
        if (index >= MaxMemo)
        {
            throw _bytes.Refuse($"the memo index is {index}; expected less than {MaxMemo}");
        }

        _memo[index] = _stack.Top();
    }
}
