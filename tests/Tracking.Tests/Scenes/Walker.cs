using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>A person who walks straight on at constant speed.</summary>
/// <param name="X">Left edge at time 0, in pixels.</param>
/// <param name="Y">Upper edge at time 0, in pixels.</param>
/// <param name="SpeedX">Pixels a second.</param>
/// <param name="SpeedY">Pixels a second.</param>
/// <param name="Height">Of the box, in pixels; its width is two fifths of it.</param>
/// <param name="From">Second from which the person is there.</param>
/// <param name="Until">Second until which the person is there.</param>
internal sealed record Walker(
    float X, float Y, float SpeedX, float SpeedY = 0, float Height = 100, double From = 0, double Until = double.PositiveInfinity)
{
    public bool IsThere(double seconds) => seconds >= From && seconds <= Until;

    public BoundingBox BoxAt(double seconds)
    {
        var left = X + (float)(SpeedX * seconds);
        var top = Y + (float)(SpeedY * seconds);
        return new(left, top, left + (0.4f * Height), top + Height);
    }
}
