using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>Counts the prompts of a stream, over restarts of the program.</summary>
/// <param name="streamId">Name of the stream.</param>
/// <param name="memory">Keeps the count.</param>
/// <param name="clock">Says when a prompt came into force.</param>
internal sealed class PromptVersions(string streamId, RunMemory memory, TimeProvider clock)
{
    /// <summary>Since when the present prompt is in force.</summary>
    public DateTimeOffset AppliedAt => memory.Of(streamId).AppliedAt;

    /// <summary>A prompt under the number that it would have: the present one for the same phrases, the next one for others.</summary>
    public Prompt Numbered(Prompt prompt)
    {
        var known = memory.Of(streamId);
        var version = known.PromptVersion == 0 ? 1 : known.PromptVersion + (IsPresent(known, prompt) ? 0 : 1);
        return prompt.Version == version ? prompt : prompt.WithVersion(version); // asked every second: a prompt is checked when it is made
    }

    /// <summary>A prompt that was numbered becomes the present one.</summary>
    public void Accept(Prompt numbered) => memory.Change(streamId, known => known.PromptVersion == numbered.Version && IsPresent(known, numbered)
        ? known
        : known with { PromptVersion = numbered.Version, Phrases = Texts(numbered), AppliedAt = clock.GetUtcNow() });

    private static bool IsPresent(StreamMemory known, Prompt prompt) => known.Phrases.SequenceEqual(Texts(prompt), StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> Texts(Prompt prompt) => [.. prompt.Phrases.Select(sought => sought.Phrase.Text)];
}
