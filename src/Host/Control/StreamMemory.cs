using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Glip.Host;

/// <summary>What is kept of a stream while the program does not run.</summary>
internal sealed record StreamMemory
{
    /// <summary>Whether nothing is missing in it, as somebody may have edited the file.</summary>
    [JsonIgnore]
    public bool IsWhole => !Phrases.IsDefault && Phrases.All(phrase => phrase is not null) && (Prompt is null || (!Prompt.Phrases.IsDefault && Prompt.Phrases.All(phrase => phrase is not null)));

    /// <summary>Number of the prompt that was in force last; 0 for none.</summary>
    public int PromptVersion { get; init; }

    /// <summary>Its phrases, in order.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>Since when it was in force.</summary>
    public DateTimeOffset AppliedAt { get; init; }

    /// <summary>The prompt that was set in the place of the configured one; null for none.</summary>
    public SetPromptMemory? Prompt { get; init; }

    /// <summary>The switch that was set in the place of the configured one; null for none.</summary>
    public SetSwitchMemory? Enabled { get; init; }
}
