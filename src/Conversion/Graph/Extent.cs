namespace Glip.Conversion;

/// <summary>A length that a tensor is given: a number, or one that is computed while the graph runs.</summary>
internal readonly struct Extent
{
    private Extent(long? number, Value? value)
    {
        Number = number;
        Value = value;
    }

    /// <summary>0 takes the length from the input; -1 is what is left.</summary>
    public long? Number { get; }

    /// <summary>int64 [1].</summary>
    public Value? Value { get; }

    public static implicit operator Extent(long number) => new(number, null);

    public static implicit operator Extent(Value value) => new(null, value);
}
