namespace Glip.Sinks;

/// <summary>Where messages for one receiver wait, and how many.</summary>
public sealed record OutboxOptions
{
    /// <summary>File of the database; nobody else uses it.</summary>
    public required string Path { get; init; }

    /// <summary>The receiver's name in metrics.</summary>
    public string Sink { get; init; } = "mqtt";

    /// <summary>Gives the topic of a stream's events.</summary>
    public required Func<string, string> Topic { get; init; }

    /// <summary>Gives the topic of the picture for a stream and the slug of a phrase; null for a receiver without such topics.</summary>
    public Func<string, string, string>? SnapshotTopic { get; init; }

    /// <summary>Most bytes of payload that wait.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>Age at which ended events are not worth sending any more; zero for never.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromHours(24);
}
