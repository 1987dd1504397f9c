namespace Glip.Sinks;

/// <summary>
/// Places frames of any timing on the grid of a constant frame rate. A frame fills the slots up to that of the next one, so it may be
/// shown several times, or not at all when the next one falls into its slot.
/// </summary>
/// <param name="framesPerSecond">Slots a second, above 0.</param>
internal sealed class ConstantRate(double framesPerSecond)
{
    // A longer step is a jump of the file's clock, not a picture that stood still.
    private const double LongestStepSeconds = 60;

    private double? _last;
    private double _time;

    /// <summary>The slot at which a frame begins, from 0; never before that of the frame before it.</summary>
    /// <param name="pts">Presentation time in seconds, from any start; null when unknown: one slot after the frame before.</param>
    public long SlotOf(double? pts)
    {
        if (_last is not null || pts is null)
        {
            var step = pts - _last;
            _time += step is >= 0 and <= LongestStepSeconds ? step.Value : _last is null ? 0 : 1 / framesPerSecond;
        }

        _last = pts ?? (_last is null ? null : _last + (1 / framesPerSecond));
        return (long)Math.Round(_time * framesPerSecond);
    }
}
