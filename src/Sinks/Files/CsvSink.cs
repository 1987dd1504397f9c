using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Appends the boxes of every analysed frame to a table: a row for each track with an open event and each phrase that it counts for. A file never ends in half a row.
/// </summary>
public sealed class CsvSink : ISink
{
    private readonly LineOutput _output;
    private readonly CsvRows _rows;
    private long? _lastFrame;

    /// <summary>Opens one file for appending; makes its folders. A last row without end, as a crash leaves it, is cut off.</summary>
    /// <param name="path">The file.</param>
    /// <param name="captureTimeKnown">False for a file of unknown recording time, whose <c>captured_at</c> stays empty.</param>
    /// <param name="clock">Gives the time of writing.</param>
    /// <exception cref="ConfigurationException">The file cannot be written, or does not begin with the header.</exception>
    public CsvSink(string path, bool captureTimeKnown, TimeProvider clock)
        : this(LineOutput.ToFile(path, LineFormat.Csv, clock, write: null), captureTimeKnown)
    {
    }

    private CsvSink(LineOutput output, bool captureTimeKnown)
    {
        _output = output;
        _rows = new(captureTimeKnown);
    }

    public string Name => "csv";

    /// <summary>Writes to a file for each UTC day of writing, such as <c>2026-11-21.csv</c>, named, gone on with and deleted like those of <see cref="JsonLinesSink"/>.</summary>
    /// <param name="folder">The folder of one camera; made when missing, also later.</param>
    /// <param name="clock">Gives the time of writing.</param>
    /// <param name="rotation">Length and age of files.</param>
    /// <exception cref="ConfigurationException">The folder cannot be written, or a file of such a name does not begin with the header.</exception>
    public static CsvSink Dated(string folder, TimeProvider clock, RotationOptions rotation) =>
        new(LineOutput.Dated(folder, LineFormat.Csv, clock, rotation, write: null), captureTimeKnown: true);

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var isNew = report.Header.Index != _lastFrame; // ends of events are told at the last frame again
        _output.Write(isNew ? RowsOf(report) : [], (row, _, line) => _rows.Write(report.Header, row.Track, row.Phrase, line));
        _lastFrame = report.Tracks.IsEmpty ? _lastFrame : report.Header.Index;
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
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<(ReportedTrack Track, EventPhrase Phrase)> RowsOf(FrameReport report) =>
        report.Tracks.Where(track => track.HasEvent).SelectMany(track => track.Active, (track, phrase) => (track, phrase));
}
