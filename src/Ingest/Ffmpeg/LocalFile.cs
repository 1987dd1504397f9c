using Glip.Core;

namespace Glip.Ingest;

/// <summary>Files that a user named.</summary>
internal static class LocalFile
{
    /// <summary>Larger pictures are refused: they are mistakes or attacks.</summary>
    public const int MostPixels = 100_000_000;

    /// <exception cref="ConfigurationException">There is no such file.</exception>
    /// <exception cref="UnavailableException">The file is empty.</exception>
    public static void Check(string path, string expected)
    {
        if (Directory.Exists(path))
        {
            throw new ConfigurationException($"'{path}' is a folder; expected {expected}");
        }

        var file = new FileInfo(path);
        if (!file.Exists)
        {
            throw new ConfigurationException($"'{path}' does not exist; expected {expected}");
        }

        if (file.Length == 0)
        {
            throw new UnavailableException($"'{path}' is empty (0 bytes); expected {expected}");
        }
    }

    /// <summary>The file as ffmpeg takes it: never an option, a protocol or an address, whatever its name is.</summary>
    public static string Url(string path) => $"file:{path}";
}
