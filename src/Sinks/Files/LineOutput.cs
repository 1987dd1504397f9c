using System.Buffers;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Lines on their way to a file or to one a day. Survive a loss of power after a second; what goes wrong is told in one line.</summary>
internal sealed class LineOutput : IDisposable
{
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ILineTarget _target;
    private readonly ArrayBufferWriter<byte> _line = new(2048);
    private long _flushedAt;
    private bool _flushed = true;

    private LineOutput(string path, TimeProvider clock, ILineTarget target)
    {
        _path = Path.GetFullPath(path);
        _clock = clock;
        _target = target;
        _flushedAt = clock.GetTimestamp();
    }

    /// <summary>Opens one file for appending; makes its folders.</summary>
    public static LineOutput ToFile(string path, LineFormat format, TimeProvider clock, LineFile.WriteBytes? write) =>
        new(path, clock, LineFile.Open(OutputFile.PrepareFolder(path, "events"), format, write));

    /// <summary>Prepares a folder with a file a day.</summary>
    public static LineOutput Dated(string folder, LineFormat format, TimeProvider clock, RotationOptions rotation, LineFile.WriteBytes? write) =>
        new(folder, clock, new DatedFiles(folder, format, rotation, clock.GetUtcNow(), write));

    /// <summary>Writes a line for each item.</summary>
    /// <param name="items">In order.</param>
    /// <param name="format">Gives the line of an item at the present time, with its end.</param>
    /// <exception cref="UnavailableException">The disk is full or gone; what was written before it is whole.</exception>
    public void Write<T>(IEnumerable<T> items, Action<T, DateTimeOffset, IBufferWriter<byte>> format) => Try(() =>
    {
        foreach (var item in items)
        {
            var now = _clock.GetUtcNow();
            _line.ResetWrittenCount();
            format(item, now, _line);
            _target.Write(_line.WrittenSpan, now);
            _flushed = false;
        }

        if (!_flushed && _clock.GetElapsedTime(_flushedAt) >= s_flushInterval)
        {
            Flush();
        }
    });

    /// <summary>No more lines follow.</summary>
    /// <exception cref="UnavailableException">The disk is full or gone.</exception>
    public void Complete()
    {
        Try(Flush);
        Dispose();
    }

    public void Dispose() => _target.Dispose();

    private void Flush()
    {
        _target.Flush();
        _flushed = true;
        _flushedAt = _clock.GetTimestamp();
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (ConfigurationException e)
        {
            throw new UnavailableException(e.Message, e); // of a file that was opened later
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnavailableException($"cannot write events to '{_path}': {e.Message}; expected free space on the disk", e);
        }
    }
}
