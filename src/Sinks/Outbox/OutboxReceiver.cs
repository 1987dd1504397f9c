namespace Glip.Sinks;

/// <summary>One for whom messages wait, and how many.</summary>
/// <param name="Name">Its name, in the file and in metrics, such as <c>mqtt</c>.</param>
public sealed record OutboxReceiver(string Name)
{
    /// <summary>Gives the topic of a stream's events; null for a receiver without topics.</summary>
    public Func<string, string>? Topic { get; init; }

    /// <summary>Gives the topic of the picture for a stream and the slug of a phrase; null for a receiver without such topics.</summary>
    public Func<string, string, string>? SnapshotTopic { get; init; }

    /// <summary>Most bytes of payload that wait.</summary>
    public long MaxBytes { get; init; } = 256L << 20;

    /// <summary>Age at which ended events are not worth sending any more; zero for never.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromHours(24);
}
