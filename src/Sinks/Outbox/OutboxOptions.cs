using System.Collections.Immutable;

namespace Glip.Sinks;

/// <summary>Where numbers are kept and messages wait, and for whom.</summary>
public sealed record OutboxOptions
{
    /// <summary>File of the database; nobody else uses it.</summary>
    public required string Path { get; init; }

    /// <summary>Who gets every message, each with a name of its own; nobody, where only numbers are given out.</summary>
    public ImmutableArray<OutboxReceiver> Receivers { get; init; } = [];
}
