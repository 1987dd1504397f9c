using Glip.Core;

namespace Glip.Host;

/// <summary>How frames flow through one stream: rates over the last ten seconds, pauses, and whether the model keeps up. Used by one thread at a time.</summary>
internal sealed class StreamFlow
{
    // A share in between changes nothing, so that a stream at the edge is not told again and again.
    private const double DegradedBelow = 0.9;
    private const double WellAbove = 0.97;

    // Looks are a second apart: a pause of less than two of them may have been none.
    private static readonly TimeSpan s_gap = TimeSpan.FromSeconds(2);

    private readonly RateWindow _decoded = new();
    private readonly RateWindow _analysed = new();
    private readonly RateWindow _dropped = new();
    private readonly RateWindow _bytes = new();
    private long _decodedBefore;

    public double FpsIn => _decoded.PerSecond;

    public double FpsProcessed => _analysed.PerSecond;

    public double BitsPerSecond => 8 * _bytes.PerSecond;

    /// <summary>When a frame was last seen to have been decoded; null before the first.</summary>
    public TimeSpan? LastDecodedAt { get; private set; }

    /// <summary>Pauses between frames.</summary>
    public long Gaps { get; private set; }

    /// <summary>Share of the wanted frames that the model has time for.</summary>
    public double Share => _dropped.Growth == 0 ? 1 : (double)_analysed.Growth / (_analysed.Growth + _dropped.Growth);

    /// <summary>Whether the model is too slow for the stream.</summary>
    public bool Degraded { get; private set; }

    /// <summary>A connection begins to count anew.</summary>
    public void Reconnect() => _decodedBefore = 0;

    /// <summary>The stream is online again: the pause before it is none of the flow.</summary>
    public void Resume(TimeSpan now) => LastDecodedAt = now;

    /// <param name="now">Time of the look.</param>
    /// <param name="connection">Null when there is none.</param>
    /// <param name="counters">What became of the frames.</param>
    public void Look(TimeSpan now, ILiveConnection? connection, FrameCounters counters)
    {
        LookAtFrames(now, connection?.DecodedFrames ?? 0);
        _analysed.Look(now, counters.Analysed);
        _dropped.Look(now, counters.Dropped);
        _bytes.Look(now, connection?.BytesReceived ?? 0);
        Degraded = connection is not null && _dropped.IsFull && Share < (Degraded ? WellAbove : DegradedBelow);
    }

    private void LookAtFrames(TimeSpan now, long decoded)
    {
        _decoded.Look(now, decoded);
        if (decoded > _decodedBefore)
        {
            Gaps += now - LastDecodedAt > s_gap ? 1 : 0;
            LastDecodedAt = now;
        }

        _decodedBefore = decoded;
    }
}
