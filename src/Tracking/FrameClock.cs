namespace Glip.Tracking;

/// <summary>
/// Time between the frames of a stream, by their capture times. A capture time that goes back, as after a correction of the
/// camera's clock, counts as no time; so ages are never negative.
/// </summary>
internal sealed class FrameClock
{
    private DateTimeOffset? _last;

    /// <summary>From the first frame to the present one.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>Moves on to a frame.</summary>
    /// <returns>Time since the frame before, at least zero.</returns>
    public TimeSpan Advance(DateTimeOffset capturedAt)
    {
        var step = capturedAt > _last ? capturedAt - _last.Value : TimeSpan.Zero;
        _last = capturedAt;
        Now += step;
        return step;
    }
}
