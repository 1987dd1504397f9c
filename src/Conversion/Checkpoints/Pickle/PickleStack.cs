namespace Glip.Conversion;

/// <summary>The values that a pickle has built and not yet used, and the marks between them.</summary>
internal sealed class PickleStack(PickleBytes bytes)
{
    private const int MaxValues = 100_000;
    private const int MaxMarks = 1_000;

    private readonly List<object> _values = [];
    private readonly Stack<int> _marks = new();

    /// <summary>Values above the last mark.</summary>
    private int Available => _values.Count - (_marks.TryPeek(out var mark) ? mark : 0);

    public void Push(object value)
    {
        if (_values.Count == MaxValues)
        {
            throw bytes.Refuse($"more than {MaxValues} values wait to be used");
        }

        _values.Add(value);
    }

    public void Mark()
    {
        if (_marks.Count == MaxMarks)
        {
            throw bytes.Refuse($"values are nested more than {MaxMarks} deep");
        }

        _marks.Push(_values.Count);
    }

    public object Top() => Available > 0 ? _values[^1] : throw Missing();

    public object Pop()
    {
        var value = Top();
        _values.RemoveAt(_values.Count - 1);
        return value;
    }

    public object[] Pop(int count)
    {
        if (count > Available)
        {
            throw Missing();
        }

        var (start, values) = (_values.Count - count, new object[count]);
        _values.CopyTo(start, values, 0, count);
        _values.RemoveRange(start, count);
        return values;
    }

    /// <summary>All values above the last mark; the mark goes too.</summary>
    public object[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw bytes.Refuse("a mark is missing");
        }

        var values = Pop(Available);
        _marks.Pop();
        return values;
    }

    /// <summary>The only value that is left at the end.</summary>
    public object Result() => _values.Count == 1 && _marks.Count == 0
        ? _values[0]
        : throw bytes.Refuse($"the pickle ends with {_values.Count} values and {_marks.Count} marks; expected one value");

    private Core.CheckpointException Missing() => bytes.Refuse("a value is missing");
}
