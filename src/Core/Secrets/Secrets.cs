using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Glip.Core;

/// <summary>The secret values that the program knows, so that <see cref="Redaction"/> finds them wherever they turn up. Safe for use by several threads.</summary>
public static partial class Secrets
{
    /// <summary>A shorter value would turn up in harmless words as well.</summary>
    private const int ShortestValue = 4;

    private static ImmutableSortedSet<string> _known = ImmutableSortedSet.Create<string>(LongestFirst.Instance);

    /// <summary>What is hidden, the longest first, so that no part of a longer secret stays.</summary>
    internal static ImmutableSortedSet<string> Known => _known;

    /// <summary>Hides a value from now on, as it is, percent-encoded and percent-decoded. A value of less than 4 characters is not hidden.</summary>
    public static void Register(string value)
    {
        var encoded = Uri.EscapeDataString(value);
        string[] forms = [value, encoded, LowerCaseCodes(encoded), Uri.UnescapeDataString(value)];
        ImmutableInterlocked.Update(ref _known, known => known.Union(forms.Where(form => form.Trim().Length >= ShortestValue)));
    }

    private static string LowerCaseCodes(string encoded) => Code().Replace(encoded, code => code.Value.ToLowerInvariant());

    [GeneratedRegex("%[0-9A-F]{2}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    private sealed class LongestFirst : IComparer<string>
    {
        public static readonly LongestFirst Instance = new();

        public int Compare(string? x, string? y) =>
            x!.Length != y!.Length ? y.Length.CompareTo(x.Length) : string.CompareOrdinal(x, y);
    }
}
