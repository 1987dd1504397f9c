namespace Glip.Sinks;

/// <summary>What an outbox knows of a stream, over all restarts.</summary>
/// <param name="Stream">Name of the stream.</param>
/// <param name="LastSeq">Highest number given out; of a file, the last one seen.</param>
/// <param name="LastTrackId">Highest track id in a message.</param>
public sealed record OutboxStream(string Stream, long LastSeq, long LastTrackId);
