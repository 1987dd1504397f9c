using System.Buffers;
using System.Globalization;
using CsvHelper;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Boxes as rows of a table, by RFC 4180: the one place that decides columns, order and rounding. For one thread at a time.</summary>
internal sealed class CsvRows : IDisposable
{
    private static readonly CsvWriterOptions s_format = new() { NewLine = "\n", BufferSize = 4096 };

    private readonly MemoryStream _row = new();
    private readonly CsvWriter _csv;
    private readonly bool _captureTimeKnown;

    /// <param name="captureTimeKnown">Whether capture times are times of day; they stay empty otherwise.</param>
    public CsvRows(bool captureTimeKnown)
    {
        _csv = CsvWriter.Create(_row, s_format, leaveOpen: false);
        _captureTimeKnown = captureTimeKnown;
    }

    /// <summary>The names of the columns, with the end of the line.</summary>
    public static ReadOnlyMemory<byte> Header { get; } =
        "stream,frame_index,pts_s,captured_at,track_id,phrase,phrase_slug,score,left,top,right,bottom,frame_width,frame_height,box_origin\n"u8.ToArray();

    /// <summary>Writes the row of a phrase of a track in a frame, with the end of the line.</summary>
    public void Write(FrameHeader frame, ReportedTrack track, EventPhrase phrase, IBufferWriter<byte> line)
    {
        var box = WireNumber.PixelBox(track.Box, frame.Source);
        WriteFrame(frame);
        WriteNumber(track.TrackId);
        _csv.WriteField(phrase.Sought.Phrase.Text);
        _csv.WriteField(phrase.Sought.Phrase.Slug);
        WriteNumber(WireNumber.Score(phrase.Score));
        WriteNumber(box.Left);
        WriteNumber(box.Top);
        WriteNumber(box.Right);
        WriteNumber(box.Bottom);
        WriteNumber(frame.Width);
        WriteNumber(frame.Height);
        _csv.WriteField(EventJson.Name(track.Origin));
        EndRow(line);
    }

    public void Dispose() => _csv.Dispose();

    private void WriteFrame(FrameHeader frame)
    {
        _csv.WriteField(frame.StreamId);
        WriteNumber(frame.Index);
        WriteNumber(WireNumber.Seconds(frame.Pts));
        _csv.WriteField(_captureTimeKnown ? WireTime.Text(frame.CapturedAt) : null);
    }

    private void WriteNumber<T>(T number)
        where T : IUtf8SpanFormattable => _csv.WriteField(number, default, CultureInfo.InvariantCulture);

    private void EndRow(IBufferWriter<byte> line)
    {
        _csv.EndRecord();
        _csv.Flush();
        line.Write(_row.GetBuffer().AsSpan(0, (int)_row.Length));
        _row.SetLength(0);
    }
}
