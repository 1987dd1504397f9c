namespace Glip.Core;

/// <summary>Where a stream is in its life.</summary>
public enum StreamState
{
    /// <summary>The first connection is being made.</summary>
    Starting,

    /// <summary>Frames arrive.</summary>
    Online,

    /// <summary>Frames do not arrive; the next attempt runs or is waited for.</summary>
    Reconnecting,

    /// <summary>Switched off by its user.</summary>
    Disabled,

    /// <summary>A source with an end has reached it.</summary>
    Ended,

    /// <summary>The program is stopping.</summary>
    Stopped,

    /// <summary>It cannot run; the reason says why.</summary>
    Error,
}
