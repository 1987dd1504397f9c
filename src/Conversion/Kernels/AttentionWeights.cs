namespace Glip.Conversion;

/// <summary>
/// The projections of an attention. The bias of the keys is left out, because it cancels in the softmax; that of the values, because
/// it can be added with the bias of the layer behind (<see cref="LinearWeights.BiasWith"/>).
/// </summary>
/// <param name="Query">[width, width], scaled.</param>
/// <param name="Key">[width, width].</param>
/// <param name="Value">[width, width].</param>
/// <param name="Heads">Attention heads.</param>
internal sealed record AttentionWeights(LinearWeights Query, Weight Key, Weight Value, int Heads)
{
    public int Width => Key.Shape[1];
}
