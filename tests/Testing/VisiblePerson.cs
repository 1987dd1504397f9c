namespace Glip.Testing;

/// <summary>Where someone stands in the demo clip, marked by hand.</summary>
/// <param name="Seconds">When.</param>
/// <param name="X">A point on the body, in pixels.</param>
/// <param name="Y">A point on the body, in pixels.</param>
/// <param name="Who">How a reader of this table finds the person.</param>
public sealed record VisiblePerson(double Seconds, float X, float Y, string Who);
