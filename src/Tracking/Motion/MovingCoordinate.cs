namespace Glip.Tracking;

/// <summary>Kalman filter of one coordinate that moves at nearly constant velocity: its state and how sure it is.</summary>
/// <param name="Position">Pixels.</param>
/// <param name="Velocity">Pixels a second.</param>
/// <param name="PositionVariance">Square pixels.</param>
/// <param name="Covariance">Of position and velocity.</param>
/// <param name="VelocityVariance">Square pixels a square second.</param>
/// <remarks>
/// Source: R. E. Kalman, A New Approach to Linear Filtering and Prediction Problems, 1960; process noise is white acceleration
/// in continuous time (Bar-Shalom, Li, Kirubarajan, Estimation with Applications to Tracking and Navigation, section 6.2.2), so
/// that any spacing of frames is right. In SORT (arXiv 1602.00763) and ByteTrack (arXiv 2110.06864) the coordinates of a box do
/// not influence each other either, only in one matrix.
/// </remarks>
internal readonly record struct MovingCoordinate(
    double Position, double Velocity, double PositionVariance, double Covariance, double VelocityVariance)
{
    /// <summary>The state after some time without a look.</summary>
    /// <param name="seconds">At least 0.</param>
    /// <param name="accelerationNoise">Growth of <see cref="VelocityVariance"/> in a second.</param>
    public MovingCoordinate Predict(double seconds, double accelerationNoise) => new(
        Position + (Velocity * seconds),
        Velocity,
        PositionVariance + (2 * seconds * Covariance) + (seconds * seconds * VelocityVariance) + (accelerationNoise * seconds * seconds * seconds / 3),
        Covariance + (seconds * VelocityVariance) + (accelerationNoise * seconds * seconds / 2),
        VelocityVariance + (accelerationNoise * seconds));

    /// <summary>The state after a look.</summary>
    /// <param name="measured">Measured position, in pixels.</param>
    /// <param name="measurementVariance">Square pixels, above 0.</param>
    public MovingCoordinate Correct(double measured, double measurementVariance)
    {
        var positionGain = PositionVariance / (PositionVariance + measurementVariance);
        var velocityGain = Covariance / (PositionVariance + measurementVariance);
        var surprise = measured - Position;
        return new(
            Position + (positionGain * surprise),
            Velocity + (velocityGain * surprise),
            (1 - positionGain) * PositionVariance,
            (1 - positionGain) * Covariance,
            VelocityVariance - (velocityGain * Covariance));
    }

    /// <summary>A sum of this coordinate and another that does not depend on it, each times a factor, and an offset.</summary>
    public MovingCoordinate Mix(MovingCoordinate other, double mine, double theirs, double offset) => new(
        (mine * Position) + (theirs * other.Position) + offset,
        (mine * Velocity) + (theirs * other.Velocity),
        (mine * mine * PositionVariance) + (theirs * theirs * other.PositionVariance),
        (mine * mine * Covariance) + (theirs * theirs * other.Covariance),
        (mine * mine * VelocityVariance) + (theirs * theirs * other.VelocityVariance));
}
