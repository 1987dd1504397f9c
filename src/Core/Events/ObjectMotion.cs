namespace Glip.Core;

/// <summary>How a track moved over the last second.</summary>
/// <param name="SpeedPixels">Source pixels a second of the anchor point.</param>
/// <param name="SpeedHeights">The same in box heights a second: comparable between near and far.</param>
/// <param name="HeadingDegrees">Direction in the picture, clockwise in [0, 360): 0 up, 90 right; null when it stands still.</param>
public readonly record struct ObjectMotion(float SpeedPixels, float SpeedHeights, float? HeadingDegrees);
