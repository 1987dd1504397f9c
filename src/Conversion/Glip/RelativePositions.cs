namespace Glip.Conversion;

/// <summary>What each pair of cells in a window adds to the attention, by their distance.</summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), equation 4.</remarks>
internal static class RelativePositions
{
    /// <param name="table">[(2 w - 1)², heads], by vertical, then horizontal distance.</param>
    /// <param name="window">Side w of a window.</param>
    /// <param name="heads">Attention heads.</param>
    /// <returns>[1, heads, w², w²]: query, key.</returns>
    public static Weight Bias(Weight table, int window, int heads)
    {
        var cells = window * window;
        return new([1, heads, cells, cells], () =>
        {
            var (values, bias) = (table.Read(), new float[heads * cells * cells]);
            for (var i = 0; i < bias.Length; i++)
            {
                var (head, query, key) = (i / (cells * cells), i / cells % cells, i % cells);
                var down = (query / window) - (key / window) + window - 1;
                var right = (query % window) - (key % window) + window - 1;
                bias[i] = values[(((down * ((2 * window) - 1)) + right) * heads) + head];
            }

            return bias;
        });
    }
}
