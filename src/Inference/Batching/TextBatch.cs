namespace Glip.Inference;

/// <summary>Stacks the text sides of several images, padded to the longest caption and the largest number of phrases.</summary>
internal static class TextBatch
{
    /// <summary>The inputs of the head that come from text.</summary>
    /// <param name="chunks">One caption an image.</param>
    /// <returns><c>attention_mask</c> [N, T], <c>phrase_map</c> [N, T, K], and each text feature [N, T, …].</returns>
    public static TensorSet Stack(IReadOnlyList<EncodedChunk> chunks)
    {
        var tokens = chunks.Max(chunk => chunk.Tokens);
        var phrases = chunks.Max(chunk => chunk.Phrases.Length);
        var inputs = new TensorSet
        {
            ["attention_mask"] = Tensor.Over<long>(Masks(chunks, tokens), chunks.Count, tokens),
            ["phrase_map"] = Tensor.Over<float>(Maps(chunks, tokens, phrases), chunks.Count, tokens, phrases),
        };
        foreach (var name in chunks[0].Features.Keys)
        {
            inputs.Add(name, Features(chunks, name, tokens));
        }

        return inputs;
    }

    private static long[] Masks(IReadOnlyList<EncodedChunk> chunks, int tokens)
    {
        var masks = new long[chunks.Count * tokens];
        for (var i = 0; i < chunks.Count; i++)
        {
            masks.AsSpan(i * tokens, chunks[i].Tokens).Fill(1);
        }

        return masks;
    }

    private static float[] Maps(IReadOnlyList<EncodedChunk> chunks, int tokens, int phrases)
    {
        var maps = new float[chunks.Count * tokens * phrases];
        for (var i = 0; i < chunks.Count; i++)
        {
            var columns = chunks[i].Phrases.Length;
            for (var token = 0; token < chunks[i].Tokens; token++)
            {
                chunks[i].PhraseMap.AsSpan(token * columns, columns).CopyTo(maps.AsSpan(((i * tokens) + token) * phrases));
            }
        }

        return maps;
    }

    private static Tensor Features(IReadOnlyList<EncodedChunk> chunks, string name, int tokens)
    {
        var first = chunks[0].Features[name];
        if (chunks.Count == 1)
        {
            return Tensor.Over<float>(first.Elements, first.Shape);
        }

        var perToken = first.Elements.Length / chunks[0].Tokens;
        var stacked = new float[chunks.Count * tokens * perToken];
        for (var i = 0; i < chunks.Count; i++)
        {
            chunks[i].Features[name].Elements.CopyTo(stacked, i * tokens * perToken);
        }

        return Tensor.Over<float>(stacked, [chunks.Count, tokens, .. first.Shape[2..]]);
    }
}
