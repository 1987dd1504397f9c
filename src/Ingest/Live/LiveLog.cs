using System.Globalization;
using System.Threading.Channels;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// Reads from ffmpeg's log which frames it saw and which it took, with times and sizes. Two filters that print, one at the head of the chain and one
/// at its end, write a line each, always before the pixels of the frame.
/// </summary>
internal sealed class LiveLog(TimeProvider time)
{
    /// <summary>Filters at the head of the chain. Data beside the pictures would only make lines.</summary>
    public const string PrintSeen = $"{FrameLog.Clock},sidedata=mode=delete,showinfo@seen=checksum=0";

    public const string PrintTaken = "showinfo@taken=checksum=0";

    /// <summary>Times beyond are damaged, and would overflow in sums.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(36500);

    private readonly Channel<TakenFrame> _taken = Channel.CreateUnbounded<TakenFrame>(new() { SingleReader = true, SingleWriter = true });
    private readonly InputLines _input = new();
    private readonly long _began = time.GetTimestamp();
    private ImageSize _source;
    private long _seen;
    private long _lastSeen;

    /// <summary>Frames that were decoded.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Time since the last frame was decoded; since the beginning when there was none.</summary>
    public TimeSpan Silence => time.GetElapsedTime(Seen == 0 ? _began : Interlocked.Read(ref _lastSeen));

    /// <summary>Time of the last frame that was decoded.</summary>
    public TimeSpan? LastTime { get; private set; }

    /// <summary>Whether ffmpeg reported an error after the first frame.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Name of the codec; empty when it is not known yet.</summary>
    public string Codec => _input.Codec;

    /// <summary>Whether the source was opened and has video.</summary>
    public bool HasVideo => _input.HasVideo;

    /// <summary>What ffmpeg says of the source; of the size that pictures really have.</summary>
    public SourceInfo Describe(ImageSize size) => _input.Describe(size);

    /// <summary>Takes the lines that are no complaint.</summary>
    public bool Take(string line)
    {
        if (line.StartsWith("[showinfo@seen @ ", StringComparison.Ordinal))
        {
            TakeSeen(line);
            return true;
        }

        if (line.StartsWith("[showinfo@taken @ ", StringComparison.Ordinal))
        {
            TakeTaken(line);
            return true;
        }

        _input.Take(line);
        HasErrors |= Seen > 0 && FfmpegMessage.IsError(line);
        return !FfmpegMessage.IsComplaint(line);
    }

    /// <summary>The next frame that was taken; null after the last.</summary>
    public async ValueTask<TakenFrame?> NextAsync(CancellationToken cancellationToken) =>
        await _taken.Reader.WaitToReadAsync(cancellationToken) && _taken.Reader.TryRead(out var frame) ? frame : null;

    /// <summary>No line follows.</summary>
    public void Complete() => _taken.Writer.TryComplete();

    private void TakeSeen(string line)
    {
        if (TryReadSize(line, out var size))
        {
            _source = size;
            LastTime = ReadTime(line) ?? LastTime;
            Interlocked.Exchange(ref _lastSeen, time.GetTimestamp());
            Interlocked.Increment(ref _seen);
        }
    }

    private void TakeTaken(string line)
    {
        if (TryReadSize(line, out var size))
        {
            _taken.Writer.TryWrite(new TakenFrame(Seen - 1, ReadTime(line), _source, size, Arrival.Now(time)));
        }
    }

    /// <summary>Reads <c>… pts:1000000 pts_time:0.1 … s:640x360 i:P …</c>; false for the other lines of the filter.</summary>
    private static bool TryReadSize(ReadOnlySpan<char> line, out ImageSize size)
    {
        var text = Value(line, " s:");
        var cross = text.IndexOf('x');
        size = default;
        if (cross < 0 || !TryReadNumber(text[..cross], out var width) || !TryReadNumber(text[(cross + 1)..], out var height))
        {
            return false;
        }

        size = new((int)width, (int)height);
        return true;
    }

    private static TimeSpan? ReadTime(ReadOnlySpan<char> line) =>
        TryReadNumber(Value(line, " pts:"), out var ticks) && new TimeSpan(ticks) is var read && read > -s_longest && read < s_longest ? read : null;

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> line, string label)
    {
        var start = line.IndexOf(label, StringComparison.Ordinal);
        var value = start < 0 ? [] : line[(start + label.Length)..].TrimStart(' ');
        return value.IndexOf(' ') is >= 0 and var end ? value[..end] : value;
    }

    private static bool TryReadNumber(ReadOnlySpan<char> text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
