namespace Glip.Ingest;

/// <summary>
/// Learns from pairs of a time in the stream and a time of day when the stream was at 0 by the camera's clock. Between two reports of the sender the two run
/// exactly along with each other; a pair that does not fit the ones before it is from another report, or was put together wrongly.
/// </summary>
internal sealed class SenderClock
{
    private const int Enough = 3;

    /// <summary>ffmpeg rounds times of day to milliseconds.</summary>
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(2);

    private readonly Queue<DateTimeOffset> _zeros = new();

    /// <summary>When the stream was at 0; null when unknown.</summary>
    public DateTimeOffset? Zero { get; private set; }

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
