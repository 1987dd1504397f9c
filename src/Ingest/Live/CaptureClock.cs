using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// Finds out when the frames of a stream were captured, over all its connections: by the camera's clock where it is known and believable, else by the
/// times in the stream, tied to the arrival of the first frame, else by the arrival of each frame.
/// </summary>
/// <param name="time">Measures the time between arrivals.</param>
/// <param name="cameraClockIsWrong">Told how far off the camera's clock is, once, when it cannot be used.</param>
internal sealed class CaptureClock(TimeProvider time, Action<TimeSpan> cameraClockIsWrong)
{
    /// <summary>Times in the stream that are further from arrival are tied anew: after jumps, and when the clocks have drifted apart.</summary>
    private static readonly TimeSpan s_mostDelay = TimeSpan.FromSeconds(2);

    /// <summary>A camera whose clock is further off was never set.</summary>
    private static readonly TimeSpan s_mostClockError = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_leastStep = TimeSpan.FromMilliseconds(1);

    private long? _began;
    private TimeSpan? _tie;
    private CaptureTime? _last;
    private bool _hasTold;

    /// <summary>The times in the stream begin anew.</summary>
    public void Reconnect() => _tie = null;

    /// <summary>Capture time of the next frame.</summary>
    /// <param name="pts">Its time in the stream as this connection counts; null when unknown.</param>
    /// <param name="arrival">When it arrived.</param>
    /// <param name="cameraZero">When <paramref name="pts"/> was 0 by the camera's clock; null when unknown.</param>
    public CaptureTime Next(TimeSpan? pts, Arrival arrival, DateTimeOffset? cameraZero)
    {
        _began ??= arrival.Timestamp;
        var arrived = time.GetElapsedTime(_began.Value, arrival.Timestamp);
        var inStream = Rising(pts is { } known ? Tied(known, arrived) : arrived);
        var next = ByCamera(pts, arrival.Utc, cameraZero) is { } at
            ? new CaptureTime(inStream, at, CaptureOrigin.Ntp)
            : new CaptureTime(inStream, arrival.Utc - Later(arrived - inStream, TimeSpan.Zero), pts is null ? CaptureOrigin.Arrival : CaptureOrigin.Pts);
        _last = next with { At = Smooth(next.At) };
        return _last.Value;
    }

    private TimeSpan Tied(TimeSpan pts, TimeSpan arrived)
    {
        if (_tie is not { } tie || (pts + tie - arrived).Duration() > s_mostDelay)
        {
            tie = arrived - pts;
            _tie = tie;
        }

        return pts + tie;
    }

    private TimeSpan Rising(TimeSpan pts) => _last is { } last ? Later(pts, last.Pts + s_leastStep) : pts;

    private DateTimeOffset? ByCamera(TimeSpan? pts, DateTimeOffset arrival, DateTimeOffset? cameraZero)
    {
        if (cameraZero + pts is not { } at)
        {
            return null;
        }

        var error = at - arrival;
        if (error.Duration() <= s_mostClockError)
        {
            return at;
        }

        if (!_hasTold)
        {
            _hasTold = true;
            cameraClockIsWrong(error);
        }

        return null;
    }

    /// <summary>Small steps back come from the change between clocks, and are waited for; after a large one somebody has set a clock.</summary>
    private DateTimeOffset Smooth(DateTimeOffset at) => _last is { } last && at <= last.At && last.At - at <= s_mostDelay ? last.At + s_leastStep : at;

    private static TimeSpan Later(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
