using Glip.Core;

namespace Glip.Conversion;

/// <summary>A file that has not arrived completely, <c>FILE.part</c>, with its note.</summary>
internal sealed class PartFile : IDisposable
{
    private readonly FileStream _stream;
    private readonly string _notePath;

    private PartFile(FileStream stream, string notePath)
    {
        _stream = stream;
        _notePath = notePath;
    }

    public string Path => _stream.Name;

    /// <summary>Bytes that have arrived.</summary>
    public long Length { get; private set; }

    /// <summary>What the bytes belong to; null when there are none that can be continued.</summary>
    public PartNote? Note { get; private set; }

    /// <summary>Opens what an earlier download of the same address left, or an empty file.</summary>
    /// <exception cref="UnavailableException">The file cannot be opened, or another download has it open.</exception>
    public static PartFile Open(string file, Uri address)
    {
        var path = file + ".part";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var part = new PartFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0), PartNote.PathOf(path));
            part.Continue(PublicAddress.Of(address));
            return part;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"{path}: cannot be opened ({e.Message.TrimEnd('.')}); expected a file that can be written and that no other download writes", e);
        }
    }

    /// <summary>Forgets what has arrived.</summary>
    /// <param name="note">What the bytes to come belong to.</param>
    public void StartOver(PartNote? note)
    {
        Write(() =>
        {
            if (Length > 0)
            {
                _stream.Position = 0;
                _stream.SetLength(0);
            }

            Length = 0;
            Note = note;
            note?.Write(_notePath);
        });
    }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _stream.Write(bytes);
            Length += bytes.Length;
        }
        catch (IOException e)
        {
            throw Unwritable(e);
        }
    }

    /// <summary>Leaves all bytes on the disk, so that they are there after a power cut.</summary>
    /// <returns>The bytes, from the first one.</returns>
    public FileStream Complete()
    {
        Write(() =>
        {
            _stream.Flush(flushToDisk: true);
            _stream.Position = 0;
        });
        return _stream;
    }

    /// <summary>Gives the complete file its name; a file of that name is replaced in one step.</summary>
    public void Rename(string file)
    {
        _stream.Dispose();
        Write(() =>
        {
            File.Move(_notePath, PartNote.PathOf(file), overwrite: true);
            File.Move(Path, file, overwrite: true);
        });
    }

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (IOException)
        {
            // The disk is full: told when it was met.
        }
    }

    private void Continue(string address)
    {
        Length = _stream.Length;
        Note = PartNote.Read(_notePath);
        if (Length > 0 && (Note?.Validator is null || Note.Address != address))
        {
            StartOver(note: null);
        }

        _stream.Seek(0, SeekOrigin.End);
    }

    private void Write(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(e);
        }
    }

    private UnavailableException Unwritable(Exception e) =>
        new($"{Path}: cannot be written behind byte {Length} ({e.Message.TrimEnd('.')}); what has arrived is kept, start again to continue", e);
}
