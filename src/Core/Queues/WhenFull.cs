namespace Glip.Core;

/// <summary>What happens to an item for which a queue has no room.</summary>
public enum WhenFull
{
    /// <summary>The writer waits: nothing is lost. For files, which therefore give the same result every time.</summary>
    Wait,

    /// <summary>The oldest item gives way and is counted. For live streams, which must not fall behind.</summary>
    DropOldest,
}
