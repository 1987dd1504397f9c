using CsvHelper;

namespace Glip.Testing;

/// <summary>Reads tables as other programs do.</summary>
public static class CsvTable
{
    private static readonly CsvReaderOptions s_options = new() { Separator = ',' };

    /// <summary>The rows of a file, each by the names of its columns; the first row names them.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        using var csv = CsvReader.FromFile(path, s_options, FileOptions.None);
        var columns = csv.Headers.ToArray();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(columns.Select((name, i) => (name, Value: csv.GetString(i))).ToDictionary(cell => cell.name, cell => cell.Value, StringComparer.Ordinal));
        }

        return rows;
    }
}
