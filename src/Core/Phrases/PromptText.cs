using System.Text.RegularExpressions;

namespace Glip.Core;

/// <summary>Prompts as one line of text, such as <c>person. red car.</c> or <c>person; red car</c>.</summary>
public static partial class PromptText
{
    /// <summary>
    /// Splits at semicolons, line ends, and full stops that stand before white space or the end. Empty parts are left out.
    /// </summary>
    public static IReadOnlyList<string> Split(string text) =>
        [.. Separator().Split(text).Select(part => part.Trim()).Where(part => part.Length > 0)];

    [GeneratedRegex(@";|[\r\n]+|\.(?=\s|$)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator();
}
