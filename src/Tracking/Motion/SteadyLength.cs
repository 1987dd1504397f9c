namespace Glip.Tracking;

/// <summary>Kalman filter of a length that stays nearly the same.</summary>
/// <param name="Length">Pixels.</param>
/// <param name="Variance">Square pixels.</param>
/// <remarks>
/// Differs from SORT and ByteTrack: lengths have no velocity. While someone walks behind a wall the visible box shrinks; a filter
/// that goes on shrinking it has nothing left when they come out on the other side.
/// </remarks>
internal readonly record struct SteadyLength(double Length, double Variance)
{
    /// <param name="seconds">At least 0.</param>
    /// <param name="changeNoise">Growth of <see cref="Variance"/> in a second.</param>
    public SteadyLength Predict(double seconds, double changeNoise) => this with { Variance = Variance + (changeNoise * seconds) };

    /// <param name="measured">Pixels.</param>
    /// <param name="measurementVariance">Square pixels, above 0.</param>
    public SteadyLength Correct(double measured, double measurementVariance)
    {
        var gain = Variance / (Variance + measurementVariance);
        return new(Length + (gain * (measured - Length)), (1 - gain) * Variance);
    }

    public SteadyLength Times(double factor) => new(factor * Length, factor * factor * Variance);
}
