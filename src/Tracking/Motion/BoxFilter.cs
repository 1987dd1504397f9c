using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Where a box is and will be: centre at nearly constant velocity, width and height nearly constant. All noise is a share of the
/// longer side of the box, so that near and far objects are treated alike.
/// </summary>
internal sealed class BoxFilter
{
    // DeepSORT and ByteTrack, kalman_filter.py: _std_weight_position = 1/20 of the height.
    private const double MeasurementNoise = 1.0 / 20;

    // Sides a second: a first look says nothing of the speed. A man runs about two of his heights a second.
    private const double FirstSpeed = 1;

    // Sides a second, gained in a second: a walker may stop or turn within a second, but mostly goes on as before.
    private const double SpeedChange = 0.5;

    // Sides, gained in a second: someone sits down, a car turns.
    private const double LengthChange = 0.2;

    private MovingCoordinate _x;
    private MovingCoordinate _y;
    private SteadyLength _width;
    private SteadyLength _height;

    public BoxFilter(BoundingBox first)
    {
        var position = Squared(MeasurementNoise, first);
        var speed = Squared(FirstSpeed, first);
        _x = new(first.Centre().X, 0, position, 0, speed);
        _y = new(first.Centre().Y, 0, position, 0, speed);
        _width = new(first.Width, position);
        _height = new(first.Height, position);
    }

    /// <summary>The box, in source pixels.</summary>
    public BoundingBox Box => new(
        (float)(_x.Position - (_width.Length / 2)),
        (float)(_y.Position - (_height.Length / 2)),
        (float)(_x.Position + (_width.Length / 2)),
        (float)(_y.Position + (_height.Length / 2)));

    /// <summary>Standard deviation of the centre, in pixels.</summary>
    public (double X, double Y) Spread => (Math.Sqrt(_x.PositionVariance), Math.Sqrt(_y.PositionVariance));

    public void Predict(TimeSpan step)
    {
        var seconds = step.TotalSeconds;
        var speedChange = Squared(SpeedChange, Box);
        var lengthChange = Squared(LengthChange, Box);
        _x = _x.Predict(seconds, speedChange);
        _y = _y.Predict(seconds, speedChange);
        _width = _width.Predict(seconds, lengthChange);
        _height = _height.Predict(seconds, lengthChange);
    }

    public void Correct(BoundingBox measured)
    {
        var noise = Squared(MeasurementNoise, measured);
        _x = _x.Correct(measured.Centre().X, noise);
        _y = _y.Correct(measured.Centre().Y, noise);
        _width = _width.Correct(measured.Width, noise);
        _height = _height.Correct(measured.Height, noise);
    }

    // A box thinner than a pixel is still measured no better than a pixel-sized one; this also keeps every variance above 0.
    private static double Squared(double share, BoundingBox box) => Math.Pow(share * Math.Max(1, box.LongerSide()), 2);
}
