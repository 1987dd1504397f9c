using System.Text.Json;

namespace Glip.Testing;

/// <summary>What a program has written to its own disk, which nobody outside holds up.</summary>
public static class WrittenEvents
{
    /// <summary>All whole lines of the files of events below a folder, by the order of their paths; none while there is no folder.</summary>
    public static IReadOnlyList<JsonElement> Below(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(file => File.ReadAllText(file).Split('\n').SkipLast(1)).Select(line => JsonElement.Parse(line)),
    ];
}
