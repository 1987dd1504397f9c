using Glip.Core;
using Microsoft.Win32.SafeHandles;

namespace Glip.Conversion;

/// <summary>A file that is read in pieces, wherever they are asked for.</summary>
internal sealed class CheckpointFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private CheckpointFile(string path, SafeFileHandle handle)
    {
        Source = path;
        _handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Source { get; }

    public long Length { get; }

    /// <exception cref="CheckpointException">The file cannot be opened.</exception>
    public static CheckpointFile Open(string path)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path);
            return new CheckpointFile(path, handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            handle?.Dispose();
            throw new CheckpointException($"{Shown.Text(path)}: cannot be opened: {Shown.Text(e.Message)}", e);
        }
    }

    /// <summary>Fills a span from a place in the file.</summary>
    /// <exception cref="CheckpointException">The file ends before, or cannot be read.</exception>
    public void Read(long position, Span<byte> bytes)
    {
        try
        {
            while (!bytes.IsEmpty)
            {
                var count = RandomAccess.Read(_handle, bytes, position);
                if (count == 0)
                {
                    throw Refuse($"ends at byte {position}; expected {bytes.Length} more");
                }

                position += count;
                bytes = bytes[count..];
            }
        }
        catch (IOException e)
        {
            throw new CheckpointException($"{Shown.Text(Source)}: cannot be read at byte {position}: {Shown.Text(e.Message)}", e);
        }
    }

    public byte[] ReadArray(long position, int length)
    {
        var bytes = new byte[length];
        Read(position, bytes);
        return bytes;
    }

    /// <summary>The error to throw: the file, and what is wrong with it.</summary>
    public CheckpointException Refuse(string problem) => new($"{Shown.Text(Source)}: {problem}.");

    public void Dispose() => _handle.Dispose();
}
