using System.Buffers;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Appends every event to a file, one JSON object a line. A file never ends in half a line.</summary>
public sealed class JsonLinesSink : ISink
{
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly ILineTarget _target;
    private readonly ArrayBufferWriter<byte> _line = new(2048);
    private long _flushedAt;
    private bool _flushed = true;

    /// <summary>Opens one file for appending; makes its folders. A last line without end, as a crash leaves it, is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Gives the time of publishing.</param>
    /// <exception cref="ConfigurationException">The file cannot be written, or holds something else than JSON lines.</exception>
    public JsonLinesSink(string path, TimeProvider clock)
        : this(path, clock, write: null)
    {
    }

    internal JsonLinesSink(string path, TimeProvider clock, LineFile.WriteBytes? write)
        : this(path, clock, LineFile.Open(OutputFile.PrepareFolder(path, "events"), write))
    {
    }

    private JsonLinesSink(string path, TimeProvider clock, ILineTarget target)
    {
        _path = Path.GetFullPath(path);
        _clock = clock;
        _target = target;
        _flushedAt = clock.GetTimestamp();
    }

    public string Name => "jsonl";

    /// <summary>
    /// Writes to a file for each UTC day of publishing, such as <c>2026-11-21.jsonl</c>, and <c>2026-11-21.1.jsonl</c> when that has become long.
    /// Files of the day are gone on with. Old ones are deleted at once and with each new file; only those named like this.
    /// </summary>
    /// <param name="folder">The folder of one stream; made when missing, also later.</param>
    /// <param name="clock">Gives the time of publishing.</param>
    /// <param name="rotation">Length and age of files.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written, or a file of such a name holds something else than JSON lines.</exception>
    public static JsonLinesSink Dated(string folder, TimeProvider clock, RotationOptions rotation) => Dated(folder, clock, rotation, write: null);

    internal static JsonLinesSink Dated(string folder, TimeProvider clock, RotationOptions rotation, LineFile.WriteBytes? write) =>
        new(folder, clock, new DatedFiles(folder, rotation, clock.GetUtcNow(), write));

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Try(() =>
        {
            foreach (var phraseEvent in report.Events)
            {
                WriteLine(phraseEvent);
            }

            if (!_flushed && _clock.GetElapsedTime(_flushedAt) >= s_flushInterval)
            {
                Flush();
            }
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        Try(Flush);
        _target.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _target.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteLine(PhraseEvent phraseEvent)
    {
        var now = _clock.GetUtcNow();
        _line.ResetWrittenCount();
        EventJson.Write(phraseEvent, now, _line);
        _line.Write("\n"u8);
        _target.Write(_line.WrittenSpan, now);
        _flushed = false;
    }

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
