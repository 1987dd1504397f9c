namespace Glip.Core;

/// <summary>Where a box of a track comes from.</summary>
public enum BoxOrigin
{
    /// <summary>Found in this frame.</summary>
    Detected,

    /// <summary>Placed by the tracker.</summary>
    Predicted,
}
