using System.Text;
using Glip.Core;

namespace Glip.Conversion;

/// <summary>Names of zip entries.</summary>
internal static class EntryName
{
    private const int MaxLength = 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="Core.CheckpointException">The name could mean a place outside of a folder, or is no text.</exception>
    public static string Read(CheckpointFile file, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxLength)
        {
            throw file.Refuse($"has an entry with a name of {bytes.Length} bytes; expected 1 to {MaxLength}");
        }

        string name;
        try
        {
            name = s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw file.Refuse($"has an entry whose name is no UTF-8: {Convert.ToHexStringLower(bytes[..Math.Min(bytes.Length, 32)])}");
        }

        return IsPlain(name) ? name : throw file.Refuse($"has the entry {Shown.Name(name)}; expected a relative path without '..', backslashes or control characters");
    }

    private static bool IsPlain(string name) =>
        !name.Any(character => character is '\\' || char.IsControl(character))
        && !(name.Length > 1 && name[1] == ':')
        && name.Split('/').All(part => part is not ("" or "." or ".."));
}
