namespace Glip.Host;

/// <summary>Numbers of a stream that are given out once, also when the stream is changed and begins anew.</summary>
internal sealed class StreamNumbers
{
    /// <summary>Number of the last message.</summary>
    public long LastSeq { get; set; }

    /// <summary>Highest track id.</summary>
    public int LastTrackId { get; set; }
}
