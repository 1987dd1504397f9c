using System.Numerics;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Where a box is and will be: centre at nearly constant velocity, width and height nearly constant. All noise is a share of the
/// longer side of the box, so that near and far objects are treated alike.
/// </summary>
/// <param name="X">Of the centre.</param>
/// <param name="Y">Of the centre.</param>
/// <param name="Width">Of the box.</param>
/// <param name="Height">Of the box.</param>
internal readonly record struct BoxFilter(MovingCoordinate X, MovingCoordinate Y, SteadyLength Width, SteadyLength Height)
{
    // DeepSORT and ByteTrack, kalman_filter.py: _std_weight_position = 1/20 of the height.
    private const double MeasurementNoise = 1.0 / 20;

    // Sides a second: a first look says nothing of the speed. A man runs about two of his heights a second.
    private const double FirstSpeed = 1;

    // Sides a second, gained in a second: a walker may stop or turn within a second.
    private const double SpeedChange = 0.8;

    // Sides, gained in a second: someone sits down, a car turns.
    private const double LengthChange = 0.2;

    public BoxFilter(BoundingBox first)
        : this(
            new(first.Centre().X, 0, Squared(MeasurementNoise, first), 0, Squared(FirstSpeed, first)),
            new(first.Centre().Y, 0, Squared(MeasurementNoise, first), 0, Squared(FirstSpeed, first)),
            new(first.Width, Squared(MeasurementNoise, first)),
            new(first.Height, Squared(MeasurementNoise, first)))
    {
    }

    /// <summary>The box, in source pixels.</summary>
    public BoundingBox Box => new(
        (float)(X.Position - (Width.Length / 2)),
        (float)(Y.Position - (Height.Length / 2)),
        (float)(X.Position + (Width.Length / 2)),
        (float)(Y.Position + (Height.Length / 2)));

    /// <summary>Standard deviation of the centre, in pixels.</summary>
    public (double X, double Y) Spread => (Math.Sqrt(X.PositionVariance), Math.Sqrt(Y.PositionVariance));

    /// <summary>After some time without a look.</summary>
    public BoxFilter Predict(TimeSpan step)
    {
        var seconds = step.TotalSeconds;
        var speedChange = Squared(SpeedChange, Box);
        var lengthChange = Squared(LengthChange, Box);
        return new(X.Predict(seconds, speedChange), Y.Predict(seconds, speedChange), Width.Predict(seconds, lengthChange), Height.Predict(seconds, lengthChange));
    }

    /// <summary>After a look.</summary>
    public BoxFilter Correct(BoundingBox measured)
    {
        var noise = Squared(MeasurementNoise, measured);
        return new(
            X.Correct(measured.Centre().X, noise), Y.Correct(measured.Centre().Y, noise), Width.Correct(measured.Width, noise), Height.Correct(measured.Height, noise));
    }

    /// <summary>After a turn of the camera.</summary>
    /// <param name="turn">Maps pixels of the frame before to this one, as row vectors.</param>
    public BoxFilter Turn(Matrix3x2 turn) => new(
        X.Mix(Y, turn.M11, turn.M21, turn.M31), Y.Mix(X, turn.M22, turn.M12, turn.M32), Width.Times(turn.Scale()), Height.Times(turn.Scale()));

    // A box thinner than a pixel is still measured no better than a pixel-sized one; this also keeps every variance above 0.
    private static double Squared(double share, BoundingBox box)
    {
        var length = share * Math.Max(1, box.LongerSide());
        return length * length;
    }
}
