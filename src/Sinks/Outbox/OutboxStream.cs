namespace Glip.Sinks;

/// <summary>What an outbox knows of a stream, over all restarts.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="LastSeq">Highest number given out; 0 before the first.</param>
/// <param name="LastTrackId">Highest track id in a message.</param>
/// <param name="PromptVersion">Prompt version of the last message.</param>
public sealed record OutboxStream(string Stream, long LastSeq, long LastTrackId, int PromptVersion)
{
    /// <summary>The receiver has all up to here, or was told that they were discarded.</summary>
    internal long SettledSeq { get; init; }
}
