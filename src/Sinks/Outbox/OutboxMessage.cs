using Glip.Core;

namespace Glip.Sinks;

/// <summary>A message that waits to be sent.</summary>
public sealed record OutboxMessage
{
    private static readonly TimeSpan s_longWait = TimeSpan.FromSeconds(10);

    /// <summary>Place in the order of sending; never used again.</summary>
    public required long Position { get; init; }

    /// <summary>For whom it waits.</summary>
    public required string Receiver { get; init; }

    public required string Stream { get; init; }

    public required long Seq { get; init; }

    /// <summary>As on the wire.</summary>
    public required string EventId { get; init; }

    /// <summary>As on the wire, such as <c>zone_enter</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Empty for a receiver without topics.</summary>
    public required string Topic { get; init; }

    /// <summary>How many numbers directly before <see cref="Seq"/> were discarded.</summary>
    public required long Skipped { get; init; }

    /// <summary>How often it was handed out, with this time.</summary>
    public required long Attempts { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Slug of the leading phrase.</summary>
    public string PhraseSlug => new EventBody(Body).PhraseSlug;

    public int PromptVersion => new EventBody(Body).PromptVersion;

    /// <summary>What the JSON says, read when it is asked for. See <see cref="EventJson.Read"/>.</summary>
    public PhraseEvent Event => EventJson.Read(Body);

    internal byte[] Body { get; init; } = [];

    internal TimeSpan Expiry { get; init; }

    /// <summary>The JSON to send, in UTF-8: tells when it is sent, how long it took, and whether it comes late.</summary>
    public byte[] Payload(DateTimeOffset now) => new EventBody(Body).Stamp(Skipped, Attempts > 1 || now - CreatedAt > s_longWait, now);

    /// <summary>How long the message may wait for its reader; null for ever, as what is older than that and was kept is meant to arrive.</summary>
    public TimeSpan? ExpiresIn(DateTimeOffset now) => Expiry > now - CreatedAt ? Expiry - (now - CreatedAt) : null;
}
