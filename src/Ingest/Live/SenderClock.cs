namespace Glip.Ingest;

/// <summary>
/// Learns from pairs of a time in the stream and a time of day when the stream was at 0 by the camera's clock. ffmpeg gives such pairs for each packet:
/// before the first sender report with its own time, then with the camera's. The camera's are recognised: they run exactly along with the
/// stream, and are not the time at which they were written.
/// </summary>
internal sealed class SenderClock
{
    private const int Enough = 3;

    /// <summary>ffmpeg rounds times of day to milliseconds.</summary>
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(2);

    /// <summary>ffmpeg writes a packet when the next one comes: what is written sooner has ffmpeg's own time.</summary>
    private static readonly TimeSpan s_leastDelay = TimeSpan.FromMilliseconds(10);

    private readonly Queue<DateTimeOffset> _zeros = new();

    /// <summary>When the stream was at 0; null when unknown.</summary>
    public DateTimeOffset? Zero { get; private set; }

    /// <param name="timeOfDay">What the pair says.</param>
    /// <param name="writtenAt">When it reached us.</param>
    /// <param name="inStream">Time in the stream; null when unknown.</param>
    public void Take(DateTimeOffset timeOfDay, DateTimeOffset writtenAt, TimeSpan? inStream)
    {
        if (inStream is null || (writtenAt - timeOfDay).Duration() < s_leastDelay)
        {
            _zeros.Clear();
            return;
        }

        _zeros.Enqueue(timeOfDay - inStream.Value);
        if (_zeros.Count > Enough)
        {
            _zeros.Dequeue();
        }

        if (_zeros.Count == Enough && _zeros.Max() - _zeros.Min() <= s_rounding)
        {
            Zero = _zeros.Max();
        }
    }
}
