using System.Text.RegularExpressions;
using Glip.Core;

namespace Glip.Host;

/// <summary>Fills <c>${NAME}</c> with an environment variable and <c>${file:PATH}</c> with the content of a file, so that secrets stay out of configurations.</summary>
internal static partial class Placeholders
{
    /// <summary>Fills all placeholders of a text. The content of files, and of variables whose name looks so, is a secret from then on.</summary>
    /// <exception cref="FormatException">A variable is not set or a file cannot be read; the message names it, never a content.</exception>
    public static string Fill(string text) => Placeholder().Replace(text, match => Value(match.Groups["name"].Value));

    private static string Value(string name)
    {
        const string filePrefix = "file:";
        if (!name.StartsWith(filePrefix, StringComparison.Ordinal))
        {
            var value = Environment.GetEnvironmentVariable(name)
                ?? throw new FormatException($"names the environment variable {name}, which is not set");
            return SecretName().IsMatch(name) ? Secret(value) : value;
        }

        try
        {
            return Secret(File.ReadAllText(name[filePrefix.Length..]).TrimEnd('\r', '\n'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"names a file that cannot be read: {name[filePrefix.Length..]}", e);
        }
    }

    private static string Secret(string value)
    {
        Secrets.Register(value);
        return value;
    }

    [GeneratedRegex("PASS|PWD|SECRET|TOKEN|KEY|AUTH|CREDENTIAL", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
