namespace Glip.Sinks;

/// <summary>What the lines of a file are.</summary>
/// <param name="Extension">Ending of the file's name, without a dot; one of those that <see cref="DatedName"/> knows.</param>
/// <param name="Content">In words, for messages.</param>
/// <param name="Begin">What the file begins with; anything else is not ours.</param>
internal sealed record LineFormat(string Extension, string Content, ReadOnlyMemory<byte> Begin)
{
    public static LineFormat JsonLines { get; } = new("jsonl", "JSON lines", "{"u8.ToArray());

    public static LineFormat Csv { get; } = new("csv", "CSV with our columns", CsvRows.Header) { Header = CsvRows.Header };

    /// <summary>First line of each new file, with its end; empty for none.</summary>
    public ReadOnlyMemory<byte> Header { get; init; }
}
