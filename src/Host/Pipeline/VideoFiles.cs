using Glip.Core;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Glip.Host;

/// <summary>Finds the video files that a source names.</summary>
internal static class VideoFiles
{
    private static readonly string[] s_endings = ["mp4", "mkv", "mov", "avi", "webm", "m4v", "ts", "mts", "m2ts", "mpg", "mpeg", "flv", "wmv", "3gp", "ogv"];

    /// <summary>In order of their paths.</summary>
    /// <param name="path">A file, a folder (videos below it are known by their endings), or a pattern with <c>*</c> and <c>**</c>.</param>
    /// <exception cref="ConfigurationException">There is none.</exception>
    public static IReadOnlyList<string> Find(string path)
    {
        if (Directory.Exists(path))
        {
            return Match(path, [.. s_endings.Select(ending => $"**/*.{ending}")], path);
        }

        var wildcard = path.IndexOf('*', StringComparison.Ordinal);
        if (wildcard < 0 || File.Exists(path))
        {
            return [path]; // whether it is there is found out when it is opened
        }

        var folder = path[..(path.LastIndexOf('/', wildcard) + 1)];
        return Match(folder, [path[folder.Length..]], path);
    }

    private static string[] Match(string folder, string[] patterns, string source)
    {
        var matcher = new Matcher(StringComparison.OrdinalIgnoreCase);
        matcher.AddIncludePatterns(patterns);
        string[] found = Directory.Exists(folder) ? [.. matcher.GetResultsInFullPath(folder).Order(StringComparer.Ordinal)] : [];
        return found.Length > 0 ? found : throw new ConfigurationException($"'{source}' holds no video file; expected {string.Join(", ", s_endings)}");
    }
}
