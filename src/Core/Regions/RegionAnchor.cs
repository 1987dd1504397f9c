namespace Glip.Core;

/// <summary>The point of a box that counts for zones and lines.</summary>
public enum RegionAnchor
{
    /// <summary>Middle of the lower edge: where an upright thing stands.</summary>
    Bottom,

    /// <summary>Middle of the box: for things that hang or fly, and for cameras that look straight down.</summary>
    Centre,
}
