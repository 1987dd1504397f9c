namespace Glip.Inference;

/// <summary>What the right and bottom edge of a model's box mean.</summary>
public enum BoxEdges
{
    /// <summary>The last pixel inside: width = right - left + 1, as in GLIP.</summary>
    Inclusive,

    /// <summary>Where the box ends: width = right - left.</summary>
    Continuous,
}
