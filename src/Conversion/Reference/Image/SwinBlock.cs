namespace Glip.Conversion.Reference;

/// <summary>Attention within windows, then two linear layers; both see normalised tokens and add to what came in.</summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), equation 3.</remarks>
internal sealed class SwinBlock(Weights weights, int heads)
{
    /// <param name="x">[height * width, width of the stage]</param>
    public Matrix Apply(Matrix x, WindowGrid windows)
    {
        var attention = new WindowAttention(weights.In("attn"), heads);
        x += windows.Merge(attention.Apply(windows.Partition(Norm("norm1", x)), windows));
        return x + FeedForward(Norm("norm2", x));
    }

    private Matrix Norm(string name, Matrix x) => new LayerNorm(weights.In(name), Swin.NormEpsilon).Apply(x);

    private Matrix FeedForward(Matrix x) => new Linear(weights.In("mlp.fc2")).Apply(new Linear(weights.In("mlp.fc1")).Apply(x).Map(Activations.Gelu));
}
