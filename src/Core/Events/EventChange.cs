namespace Glip.Core;

/// <summary>Why an update was sent.</summary>
public enum EventChange
{
    /// <summary>Another phrase leads.</summary>
    Phrase,

    /// <summary>A phrase became active or inactive.</summary>
    Active,

    /// <summary>The best score rose.</summary>
    Best,

    /// <summary>The object came to a stop or moved off.</summary>
    Stationary,

    /// <summary>The update interval went by.</summary>
    Periodic,
}
