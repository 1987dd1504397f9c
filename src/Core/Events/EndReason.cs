namespace Glip.Core;

/// <summary>Why an event ended.</summary>
public enum EndReason
{
    /// <summary>The last detected box touched the image edge and moved outwards.</summary>
    Left,

    /// <summary>The object was not found for the maximum age of a track; one that stood still, for that of stationary ones.</summary>
    Lost,

    /// <summary>The file ended, or the stream was removed.</summary>
    StreamEnded,

    /// <summary>The leading phrase is not sought any more.</summary>
    PromptChanged,

    /// <summary>The stream was switched off.</summary>
    Disabled,

    /// <summary>The program stopped in order.</summary>
    Shutdown,

    /// <summary>The program did not stop in order; told when it starts again.</summary>
    Interrupted,
}
