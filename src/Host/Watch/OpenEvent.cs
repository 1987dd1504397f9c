namespace Glip.Host;

/// <summary>An event whose end has not come.</summary>
/// <param name="Stream">Its stream.</param>
/// <param name="Event">The last that came of it.</param>
/// <param name="HeardAt">When that came.</param>
/// <param name="IsDoubtful">Messages of its stream were lost since, and its end may have been one of them.</param>
internal sealed record OpenEvent(string Stream, WatchedEvent Event, DateTimeOffset HeardAt, bool IsDoubtful)
{
    /// <summary>Seconds since it began, by the sender's clock until the last message and by ours since.</summary>
    public double Age(DateTimeOffset now) => Event.DurationS + Math.Max(0, (now - HeardAt).TotalSeconds);
}
