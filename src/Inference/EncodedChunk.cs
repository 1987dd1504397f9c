using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference;

/// <summary>A caption that fits the model's token limit, after the text graph.</summary>
/// <param name="Phrases">The phrases of the caption; K of them.</param>
/// <param name="Tokens">Word pieces with <c>[CLS]</c> and <c>[SEP]</c>: T.</param>
/// <param name="PhraseMap">[T, K] row-major: 1/n at the n tokens of a phrase.</param>
/// <param name="Features">Outputs of the text graph by name, each [1, T, …].</param>
internal sealed record EncodedChunk(
    ImmutableArray<Phrase> Phrases,
    int Tokens,
    float[] PhraseMap,
    IReadOnlyDictionary<string, (float[] Elements, long[] Shape)> Features)
{
    /// <summary>The same caption with nothing sought in it, for images of a batch that need fewer captions than others.</summary>
    public EncodedChunk WithoutPhrases() => this with { PhraseMap = new float[PhraseMap.Length] };
}
