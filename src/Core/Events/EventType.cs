namespace Glip.Core;

/// <summary>What an event message tells.</summary>
public enum EventType
{
    /// <summary>The track is confirmed. The first message of every event.</summary>
    Start,

    /// <summary>Something about the track changed, or the update interval went by.</summary>
    Update,

    /// <summary>The track is gone. The last message of every event.</summary>
    End,
}
