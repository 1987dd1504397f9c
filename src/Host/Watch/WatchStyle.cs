namespace Glip.Host;

/// <summary>How a line looks on a terminal with colours.</summary>
internal enum WatchStyle
{
    Plain,
    Bold,
    Faint,

    /// <summary>Something began.</summary>
    Green,

    /// <summary>Something to look at.</summary>
    Yellow,
}
