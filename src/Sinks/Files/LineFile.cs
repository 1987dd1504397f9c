using System.Buffers;
using System.Runtime.InteropServices;
using Glip.Core;
using Microsoft.Win32.SafeHandles;

namespace Glip.Sinks;

/// <summary>A file that only grows, and only by whole lines, also when several processes append to it.</summary>
internal sealed partial class LineFile : ILineTarget
{
    private const int ChunkBytes = 64 << 10;
    private const int SetStatusFlags = 4; // F_SETFL, linux/fcntl.h
    private const int Append = 0x400; // O_APPEND, asm-generic/fcntl.h

    private static readonly Lock s_beginning = new(); // several streams may begin one file

    private readonly SafeFileHandle _file;
    private readonly LineFormat _format;
    private readonly WriteBytes _write;
    private bool _endsInHalfLine;

    private LineFile(SafeFileHandle file, LineFormat format, WriteBytes write)
    {
        _file = file;
        _format = format;
        _write = write;
    }

    /// <summary>Appends bytes with one call of the system where it takes them at once; throws what <see cref="RandomAccess"/> throws.</summary>
    internal delegate void WriteBytes(SafeFileHandle file, ReadOnlySpan<byte> bytes);

    /// <summary>Opens or makes a file, cuts off a last line that has no end, and writes the header if there is nothing.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="format">What is in it.</param>
    /// <param name="write">Null for the disk.</param>
    /// <exception cref="ConfigurationException">It cannot be written, or holds something else.</exception>
    public static LineFile Open(string path, LineFormat format, WriteBytes? write = null)
    {
        LineFile? file = null;
        try
        {
            var handle = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            file = new LineFile(handle, format, write ?? AppendAtEnd);
            file.Prepare(path);
            return file;
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            file?.Dispose();
            throw OutputFile.Refused(path, format.Content, e.Message, e);
        }
    }

    /// <summary>In bytes, with what other processes have appended.</summary>
    public long Length => RandomAccess.GetLength(_file);

    public void Write(ReadOnlySpan<byte> line, DateTimeOffset time)
    {
        if (_endsInHalfLine)
        {
            CutHalfLine();
        }

        _endsInHalfLine = true;
        try
        {
            _write(_file, line);
            _endsInHalfLine = false;
        }
        catch (IOException)
        {
            CutHalfLine();
            throw;
        }
    }

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();

    // With O_APPEND the system ignores the offset and appends, in one piece with respect to other writers (pwrite(2), section BUGS).
    private static void AppendAtEnd(SafeFileHandle file, ReadOnlySpan<byte> bytes) => RandomAccess.Write(file, bytes, 0);

    private void Prepare(string path)
    {
        Span<byte> first = stackalloc byte[_format.Begin.Length];
        if (!_format.Begin.Span.StartsWith(first[..RandomAccess.Read(_file, first, 0)]))
        {
            _file.Dispose();
            throw new ConfigurationException($"'{path}' exists and holds something else; expected {_format.Content}, or no such file");
        }

        CutHalfLine();
        if (SetFlags(_file, SetStatusFlags, Append) != 0)
        {
            throw new IOException($"the file cannot be opened for appending (error {Marshal.GetLastPInvokeError()})");
        }

        Begin();
    }

    private void Begin()
    {
        lock (s_beginning)
        {
            if (!_format.Header.IsEmpty && Length == 0)
            {
                Write(_format.Header.Span, default);
            }
        }
    }

    private void CutHalfLine()
    {
        var length = Length;
        var whole = LengthOfWholeLines(length);
        if (whole < length)
        {
            RandomAccess.SetLength(_file, whole);
        }

        _endsInHalfLine = false;
    }

    private long LengthOfWholeLines(long length)
    {
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            for (var end = length; end > 0;)
            {
                var start = Math.Max(0, end - ChunkBytes);
                var read = RandomAccess.Read(_file, chunk.AsSpan(0, (int)(end - start)), start);
                var lineEnd = chunk.AsSpan(0, read).LastIndexOf((byte)'\n');
                if (lineEnd >= 0)
                {
                    return start + lineEnd + 1;
                }

                end = start;
            }

            return 0;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int SetFlags(SafeFileHandle file, int command, int flags);
}
