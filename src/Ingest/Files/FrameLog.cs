using System.Globalization;
using System.Threading.Channels;

namespace Glip.Ingest;

/// <summary>
/// Reads from ffmpeg's log which frames it saw and which it took, with their true times. Two printing filters, one before and one after
/// the sampling, write a line each, always before the pixels of the frame. The lines are counted here, since the filters
/// are made anew, and their own counters with them, when the size of the picture changes.
/// </summary>
internal sealed class FrameLog
{
    /// <summary>Lets times count in ticks of <see cref="TimeSpan"/>: the log writes fractions of seconds with six digits only.</summary>
    public const string Clock = "settb=1/10000000";

    /// <summary>Filters at the head of the chain. Only a mark of our own is printed, never metadata of the file.</summary>
    public const string PrintSeen = "metadata=mode=add:key=glip:value=1,metadata@seen=mode=print:key=glip";

    public const string PrintTaken = "metadata@taken=mode=print:key=glip";

    private readonly Channel<FrameTime> _taken = Channel.CreateUnbounded<FrameTime>(new() { SingleReader = true, SingleWriter = true });

    /// <summary>Frames that were decoded.</summary>
    public long Seen { get; private set; }

    /// <summary>Time of the last frame that was decoded.</summary>
    public TimeSpan? LastSeen { get; private set; }

    /// <summary>
    /// Whether ffmpeg reported an error after the first frame. Errors before it are usual in recordings that do not begin with a key frame.
    /// </summary>
    public bool HasErrors { get; private set; }

    /// <summary>Takes the lines that are no complaint.</summary>
    public bool Take(string line)
    {
        if (line.StartsWith("[metadata@seen @ ", StringComparison.Ordinal))
        {
            TakeSeen(line);
            return true;
        }

        if (line.StartsWith("[metadata@taken @ ", StringComparison.Ordinal))
        {
            TakeTaken(line);
            return true;
        }

        HasErrors |= Seen > 0 && FfmpegMessage.IsError(line);
        return !FfmpegMessage.IsComplaint(line);
    }

    /// <summary>The next frame that was taken; null after the last.</summary>
    public async ValueTask<FrameTime?> NextAsync(CancellationToken cancellationToken) =>
        await _taken.Reader.WaitToReadAsync(cancellationToken) && _taken.Reader.TryRead(out var frame) ? frame : null;

    /// <summary>No line follows.</summary>
    public void Complete() => _taken.Writer.TryComplete();

    private void TakeSeen(string line)
    {
        if (TryReadTime(line, out var time))
        {
            Seen++;
            LastSeen = time ?? LastSeen;
        }
    }

    private void TakeTaken(string line)
    {
        if (TryReadTime(line, out var time))
        {
            _taken.Writer.TryWrite(new FrameTime(Seen - 1, time));
        }
    }

    /// <summary>Reads <c>… frame:12   pts:1000000 pts_time:0.1</c>.</summary>
    private static bool TryReadTime(ReadOnlySpan<char> line, out TimeSpan? time)
    {
        const string label = " pts:";
        time = null;
        var start = line.IndexOf(label, StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        var number = line[(start + label.Length)..];
        var end = number.IndexOf(' ');
        if (long.TryParse(end < 0 ? number : number[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks))
        {
            time = new TimeSpan(ticks);
        }

        return true;
    }
}
