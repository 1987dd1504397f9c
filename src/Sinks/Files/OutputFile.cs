using Glip.Core;

namespace Glip.Sinks;

/// <summary>Files that are written whole: under another name first, then renamed, so that a reader never sees half of one.</summary>
public static class OutputFile
{
    /// <summary>What the other name ends in.</summary>
    public const string Unfinished = ".part";

    /// <summary>Makes the folders of a file that will be written later, and tries whether it can be.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What will be in it, for messages.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ConfigurationException">It cannot be written.</exception>
    public static string Prepare(string path, string content)
    {
        try
        {
            var full = PrepareFolder(path, content);
            File.WriteAllBytes(full + Unfinished, []);
            File.Delete(full + Unfinished);
            return full;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(path, content, e.Message, e);
        }
    }

    /// <summary>Makes the folders of a file.</summary>
    /// <inheritdoc cref="Prepare"/>
    public static string PrepareFolder(string path, string content)
    {
        if (Directory.Exists(path) || path.EndsWith(Path.DirectorySeparatorChar))
        {
            throw Refused(path, content, "it is a folder", null);
        }

        try
        {
            var full = Path.GetFullPath(path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            return full;
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Refused(path, content, e.Message, e);
        }
    }

    /// <summary>Writes a file, its folder too if missing, or leaves what was there before.</summary>
    /// <exception cref="UnavailableException">The disk is full, or the folder went away.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var unfinished = path + Unfinished;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(unfinished, content, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Failed(path, e);
        }
        finally
        {
            TryDelete(unfinished);
        }
    }

    /// <summary>Writes a small file, and waits until it is on the disk; its folder too if missing, or leaves what was there before.</summary>
    /// <exception cref="UnavailableException">The disk is full, or the folder went away.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var unfinished = path + Unfinished;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = File.Create(unfinished))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            throw Failed(path, e);
        }
        finally
        {
            TryDelete(unfinished);
        }
    }

    /// <summary>Whether the system does not let us write there; anything else is our own mistake.</summary>
    public static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    public static ConfigurationException Refused(string path, string content, string found, Exception? cause) =>
        new($"cannot write {content} to '{path}': {found}; expected the path of a file in a folder that can be written", cause);

    public static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (IsRefusal(e))
        {
            // The error that made the file unwanted is the one to report.
        }
    }

    private static UnavailableException Failed(string path, Exception cause) => new($"cannot write '{path}': {cause.Message}; expected a folder that can be written, and free space", cause);
}
