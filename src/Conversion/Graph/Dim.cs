using System.Globalization;

namespace Glip.Conversion;

/// <summary>Length of an axis: known, known by a name only, or not known before the graph runs.</summary>
internal readonly record struct Dim
{
    private Dim(long? length, string? symbol)
    {
        Length = length;
        Symbol = symbol;
    }

    /// <summary>An axis of which nothing is known.</summary>
    public static Dim Unknown => default;

    public long? Length { get; }

    public string? Symbol { get; }

    public static implicit operator Dim(long length) => new(length, null);

    public static implicit operator Dim(string symbol) => new(null, symbol);

    /// <summary>Whether two axes may be of one length.</summary>
    public bool MayEqual(Dim other) => Length is not { } a || other.Length is not { } b || a == b;

    /// <summary>The length of an axis of which two descriptions are given: the one that says more.</summary>
    public Dim And(Dim other) => Length is not null || (Symbol is not null && other.Length is null) ? this : other;

    public override string ToString() => Length?.ToString(CultureInfo.InvariantCulture) ?? Symbol ?? "?";
}
