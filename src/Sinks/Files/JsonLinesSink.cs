using System.Buffers;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Appends every event to a file, one JSON object a line. The file never ends in half a line.</summary>
public sealed class JsonLinesSink : ISink
{
    private static readonly TimeSpan s_flushInterval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly LineFile _file;
    private readonly ArrayBufferWriter<byte> _line = new(2048);
    private long _flushedAt;
    private bool _flushed = true;

    /// <summary>Opens the file for appending; makes its folders. A last line without end, as a crash leaves it, is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Gives the time of publishing.</param>
    /// <exception cref="ConfigurationException">The file cannot be written, or holds something else than JSON lines.</exception>
    public JsonLinesSink(string path, TimeProvider clock)
        : this(path, clock, write: null)
    {
    }

    internal JsonLinesSink(string path, TimeProvider clock, LineFile.WriteBytes? write)
    {
        _path = OutputFile.PrepareFolder(path, "events");
        _clock = clock;
        _file = LineFile.Open(_path, write);
        _flushedAt = clock.GetTimestamp();
    }

    public string Name => "jsonl";

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
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteLine(PhraseEvent phraseEvent)
    {
        _line.ResetWrittenCount();
        EventJson.Write(phraseEvent, _clock.GetUtcNow(), _line);
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _flushed = false;
    }

    private void Flush()
    {
        _file.Flush();
        _flushed = true;
        _flushedAt = _clock.GetTimestamp();
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (IOException e)
        {
            throw new UnavailableException($"cannot write events to '{_path}': {e.Message}; expected free space on the disk", e);
        }
    }
}
