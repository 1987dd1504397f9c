namespace Glip.Ingest;

/// <summary>When something arrived here.</summary>
/// <param name="Utc">By the clock of this machine, which may be set.</param>
/// <param name="Timestamp">By a clock that only runs forward, in units of <see cref="TimeProvider.TimestampFrequency"/>.</param>
internal readonly record struct Arrival(DateTimeOffset Utc, long Timestamp)
{
    public static Arrival Now(TimeProvider time) => new(time.GetUtcNow(), time.GetTimestamp());
}
