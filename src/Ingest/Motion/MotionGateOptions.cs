namespace Glip.Ingest;

/// <summary>How a motion gate decides.</summary>
public sealed record MotionGateOptions
{
    /// <summary>A frame passes when the last look is this long ago, even if nothing moved; above 0. A longer gap between frames makes the gate start afresh.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above 0.</exception>
    public TimeSpan Refresh
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);
}
