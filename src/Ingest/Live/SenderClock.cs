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

    /// <summary>Whether a time of day is ffmpeg's own.</summary>
    /// <param name="timeOfDay">What it says.</param>
    /// <param name="writtenAt">When it reached us.</param>
    public static bool IsTimeOfWriting(DateTimeOffset timeOfDay, DateTimeOffset writtenAt) => (writtenAt - timeOfDay).Duration() < s_leastDelay;

    /// <summary>A pair that does not count: those before it count no more.</summary>
    public void Skip() => _zeros.Clear();

    /// <param name="timeOfDay">By the camera's clock.</param>
    /// <param name="inStream">The same time in the stream.</param>
    public void Take(DateTimeOffset timeOfDay, TimeSpan inStream)
    {
        _zeros.Enqueue(timeOfDay - inStream);
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
