using System.Text.RegularExpressions;

namespace Glip.Host;

/// <summary>Fills <c>${NAME}</c> with an environment variable and <c>${file:PATH}</c> with the content of a file, so that secrets stay out of configurations.</summary>
internal static partial class Placeholders
{
    /// <exception cref="FormatException">A variable is not set or a file cannot be read; the message names it, never a content.</exception>
    public static string Fill(string text) => Placeholder().Replace(text, match => Value(match.Groups["name"].Value));

    private static string Value(string name)
    {
        const string filePrefix = "file:";
        if (!name.StartsWith(filePrefix, StringComparison.Ordinal))
        {
            return Environment.GetEnvironmentVariable(name)
                ?? throw new FormatException($"names the environment variable {name}, which is not set");
        }

        try
        {
            return File.ReadAllText(name[filePrefix.Length..]).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"names a file that cannot be read: {name[filePrefix.Length..]}", e);
        }
    }

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
