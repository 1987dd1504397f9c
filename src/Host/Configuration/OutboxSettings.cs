namespace Glip.Host;

/// <summary>Where events wait for those who cannot be reached.</summary>
internal sealed record OutboxSettings
{
    /// <summary>Below the data folder.</summary>
    public string Path { get; init; } = "outbox.db";

    /// <summary>Most bytes that wait for one receiver.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>Age at which an ended event is not worth sending any more; zero for never.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromHours(24);
}
