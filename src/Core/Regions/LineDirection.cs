namespace Glip.Core;

/// <summary>How a line was crossed, as seen in the picture by someone who looks from its first point to its second.</summary>
public enum LineDirection
{
    LeftToRight,
    RightToLeft,
}
