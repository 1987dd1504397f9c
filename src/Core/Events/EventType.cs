namespace Glip.Core;

/// <summary>What an event message tells.</summary>
public enum EventType
{
    /// <summary>The track is confirmed. The first message of every event.</summary>
    Start,

    /// <summary>Something about the track changed, or the update interval went by.</summary>
    Update,

    /// <summary>The object entered a zone.</summary>
    ZoneEnter,

    /// <summary>The object left a zone.</summary>
    ZoneLeave,

    /// <summary>The object crossed a line.</summary>
    LineCross,

    /// <summary>The object has been in a zone for a time that is to be told.</summary>
    Dwell,

    /// <summary>The track is gone. The last message of every event.</summary>
    End,
}
