using Glip.Core;

namespace Glip.Host;

/// <summary>A stream as it is to be told of.</summary>
/// <param name="Settings">As it is in force.</param>
/// <param name="Prompt">What is sought, under its number.</param>
/// <param name="Status">How it is doing.</param>
internal sealed record StreamView(StreamConfiguration Settings, Prompt Prompt, StreamStatus Status)
{
    /// <summary>Since when the prompt is in force.</summary>
    public DateTimeOffset AppliedAt { get; init; }

    /// <summary>Whether the prompt is that of the configuration file.</summary>
    public bool FromFile { get; init; }

    /// <summary>Of the wish that brought the prompt; null without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Number of the last message.</summary>
    public long LastSeq { get; init; }
}
