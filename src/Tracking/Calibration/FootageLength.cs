namespace Glip.Tracking;

/// <summary>Adds up how much was seen, by the capture times of frames.</summary>
public sealed class FootageLength
{
    /// <summary>A longer pause between two frames is no footage: a camera was away.</summary>
    private static readonly TimeSpan s_longestStep = TimeSpan.FromMinutes(1);

    private readonly FrameClock _clock = new();

    /// <summary>So far.</summary>
    public TimeSpan Total { get; private set; }

    /// <summary>From the first frame to the present one, pauses included.</summary>
    internal TimeSpan Now => _clock.Now;

    /// <summary>Moves on to a frame.</summary>
    public void Observe(DateTimeOffset capturedAt)
    {
        var step = _clock.Advance(capturedAt);
        Total += step <= s_longestStep ? step : TimeSpan.Zero;
    }
}
