namespace Glip.Core;

/// <summary>When events tell something. The thresholds of scores stand with the phrases of the prompt.</summary>
public sealed record EventOptions
{
    /// <summary>How long an object must have been there, from its first detected frame, before it is told; zero to 1 day.</summary>
    public TimeSpan MinDuration { get; init; }

    /// <summary>How long a phrase stays active below its leave threshold, 0.1 s to 60 s; commonly the maximum age of a track.</summary>
    public TimeSpan InactiveAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For how long after the end of an event no other of its phrase is told in its zones, zero (off) to 1 day. Off as long as nobody asks
    /// for it: a message too many is seen by whoever reads it, a visitor who was never told by no one.
    /// </summary>
    public TimeSpan Cooldown { get; init; }

    /// <summary>Longest silence of an open event of something that moves, 1 s to 1 day; zero: an event without changes stays silent.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an object must stay at its place to count as stationary, 1 s to 1 day.</summary>
    public TimeSpan StationaryAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a stationary object is waited for at its place when it is not found, zero (as any other) to 1 day. Lamps, headlights and
    /// showers hide a parked car for minutes.
    /// </summary>
    public TimeSpan StationaryMaxAge { get; init; } = TimeSpan.FromMinutes(5);
}
