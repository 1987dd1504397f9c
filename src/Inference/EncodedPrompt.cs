using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>A prompt as one or more captions, each with its text features.</summary>
internal sealed class EncodedPrompt(Prompt prompt, ImmutableArray<EncodedChunk> chunks) : PreparedPrompt(prompt)
{
    /// <summary>At least one.</summary>
    public ImmutableArray<EncodedChunk> Chunks { get; } = chunks;

    /// <summary>A caption of the prompt; past the last one, a caption in which nothing is sought.</summary>
    public EncodedChunk ChunkOrNothing(int index) => index < Chunks.Length ? Chunks[index] : Chunks[0].WithoutPhrases();
}
