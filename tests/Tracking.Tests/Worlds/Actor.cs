using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Someone who goes straight from place to place, and is there from the first to the last of them.</summary>
/// <param name="Height">Of the box, in pixels of the world; its width is two fifths of it.</param>
/// <param name="Places">When in seconds, and where the feet are; at least two.</param>
internal sealed record Actor(float Height, params (double At, float X, float Y)[] Places)
{
    public bool IsThere(double seconds) => seconds >= Places[0].At && seconds <= Places[^1].At;

    public BoundingBox BoxAt(double seconds)
    {
        var next = Math.Max(1, Array.FindIndex(Places, place => place.At >= seconds));
        var (from, to) = (Places[next - 1], Places[next]);
        var share = (float)((seconds - from.At) / (to.At - from.At));
        var x = float.Lerp(from.X, to.X, share);
        var y = float.Lerp(from.Y, to.Y, share);
        return new(x - (0.2f * Height), y - Height, x + (0.2f * Height), y);
    }
}
