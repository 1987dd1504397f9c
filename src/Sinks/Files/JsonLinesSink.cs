using System.Buffers;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Appends every event to a file, one JSON object a line. A file never ends in half a line.</summary>
public sealed class JsonLinesSink : ISink
{
    private readonly LineOutput _output;

    /// <summary>Opens one file for appending; makes its folders. A last line without end, as a crash leaves it, is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clock">Gives the time of publishing.</param>
    /// <exception cref="ConfigurationException">The file cannot be written, or holds something else than JSON lines.</exception>
    public JsonLinesSink(string path, TimeProvider clock)
        : this(path, clock, write: null)
    {
    }

    internal JsonLinesSink(string path, TimeProvider clock, LineFile.WriteBytes? write)
        : this(LineOutput.ToFile(path, LineFormat.JsonLines, clock, write))
    {
    }

    private JsonLinesSink(LineOutput output) => _output = output;

    public string Name => "jsonl";

    /// <summary>
    /// Writes to a file for each UTC day of publishing, such as <c>2026-11-21.jsonl</c>, and <c>2026-11-21.1.jsonl</c> when that has become long.
    /// Files of the day are gone on with. Old ones are deleted at once and with each new file; only those named like this, or so with <c>.csv</c>.
    /// </summary>
    /// <param name="folder">The folder of one stream; made when missing, also later.</param>
    /// <param name="clock">Gives the time of publishing.</param>
    /// <param name="rotation">Length and age of files.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written, or a file of such a name holds something else than JSON lines.</exception>
    public static JsonLinesSink Dated(string folder, TimeProvider clock, RotationOptions rotation) => Dated(folder, clock, rotation, write: null);

    internal static JsonLinesSink Dated(string folder, TimeProvider clock, RotationOptions rotation, LineFile.WriteBytes? write) =>
        new(LineOutput.Dated(folder, LineFormat.JsonLines, clock, rotation, write));

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _output.Write(report.Events, WriteLine);
        return ValueTask.CompletedTask;
    }

    public ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        _output.Complete();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _output.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void WriteLine(PhraseEvent phraseEvent, DateTimeOffset now, IBufferWriter<byte> line)
    {
        EventJson.Write(phraseEvent, now, line);
        line.Write("\n"u8);
    }
}
