namespace Glip.Core;

/// <summary>A place in the image that does not depend on its size: x to the right and y down, in [0, 1].</summary>
public readonly record struct ImagePoint(double X, double Y);
