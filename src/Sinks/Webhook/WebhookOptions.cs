namespace Glip.Sinks;

/// <summary>Where events are posted to, and how.</summary>
public sealed record WebhookOptions
{
    public required WebhookAddress Address { get; init; }

    /// <summary>Key of the signatures; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>Longest time of one attempt, from its connection to the end of its answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>PEM file with the authorities to trust; null for those of the system.</summary>
    public string? AuthorityPath { get; init; }

    /// <summary>How long an attempt that is on its way may take once the link is to stop.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"the webhook {Address}";
}
