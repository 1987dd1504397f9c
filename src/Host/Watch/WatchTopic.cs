namespace Glip.Host;

/// <summary>What a message from a broker tells.</summary>
internal enum WatchTopic
{
    Event,

    /// <summary>How a stream is doing.</summary>
    Stream,

    /// <summary>Whether a program runs.</summary>
    Instance,
}
