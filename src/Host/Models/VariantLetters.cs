using Glip.Conversion;
using Glip.Core;

namespace Glip.Host;

/// <summary>The variants as the paper calls them: A, B, C, T and L.</summary>
internal static class VariantLetters
{
    private static readonly Dictionary<string, string> s_names = new(StringComparer.Ordinal)
    {
        ["a"] = "glip-t-a",
        ["b"] = "glip-t-b",
        ["c"] = "glip-t-c",
        ["t"] = "glip-t",
        ["l"] = "glip-l",
    };

    public static IEnumerable<string> All => s_names.Keys;

    /// <summary>Name of the package for a variant that the user names; by the sizes alone for any other letter.</summary>
    /// <exception cref="ConfigurationException">The sizes are those of another variant.</exception>
    public static string NameOf(string letter, GlipArchitecture architecture, string source)
    {
        var recognised = GlipVariant.Of(architecture).Name;
        if (!s_names.TryGetValue(letter, out var name))
        {
            return recognised;
        }

        return GlipVariant.Published.First(variant => variant.Name == name).Architecture.HasSizesOf(architecture)
            ? name
            : throw new ConfigurationException($"{source}: has the sizes of {recognised}; expected those of {name} as --variant says");
    }
}
