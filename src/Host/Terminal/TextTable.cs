namespace Glip.Host;

/// <summary>Rows of cells as people read them: the first column to the left, the others to the right.</summary>
internal static class TextTable
{
    /// <param name="output">Where it is written.</param>
    /// <param name="rows">At least one, all of the same length.</param>
    public static void Write(TextWriter output, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }
}
