using System.Collections.Immutable;

namespace Glip.Host;

/// <summary>A prompt that was set.</summary>
/// <param name="Instead">Identity of the configured prompt at that time: another one ends this.</param>
/// <param name="Phrases">What is sought.</param>
internal sealed record SetPromptMemory(string Instead, ImmutableArray<PhraseMemory> Phrases);
