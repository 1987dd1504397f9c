using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What Home Assistant is told of a stream.</summary>
/// <param name="Topics">Of the running program.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Prompt">In force.</param>
public sealed record DiscoveredStream(GlipTopics Topics, string Stream, Prompt Prompt)
{
    /// <summary>Whether the program listens to its control topics.</summary>
    public bool Control { get; init; } = true;

    /// <summary>Slugs of phrases that were told before and are sought no more.</summary>
    public ImmutableArray<string> Removed { get; init; } = [];
}
