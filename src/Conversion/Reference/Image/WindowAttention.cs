namespace Glip.Conversion.Reference;

/// <summary>Self-attention of the tokens of each window, with a learned bias for each relative position.</summary>
/// <param name="weights">qkv, proj, relative_position_bias_table [(2 * side - 1)^2, heads].</param>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), equation 4 and section 3.2.</remarks>
internal sealed class WindowAttention(Weights weights, int heads)
{
    /// <summary>Added to the logits of tokens that only stand together because the map was rolled.</summary>
    private const float NotNeighbours = -100;

    private readonly Matrix _bias = weights.Matrix("relative_position_bias_table");

    /// <param name="x">[windows * tokens, width]</param>
    public Matrix Apply(Matrix x, WindowGrid windows)
    {
        var qkv = new Linear(weights.In("qkv")).Apply(x);
        var attended = new Matrix[windows.Count];
        Parallel.For(0, windows.Count, window =>
        {
            var tokens = qkv.SliceRows(window * windows.Tokens, windows.Tokens);
            attended[window] = Matrix.Join([.. Enumerable.Range(0, heads).Select(head => Attend(tokens, head, window, windows))]);
        });
        return new Linear(weights.In("proj")).Apply(Matrix.Stack(attended));
    }

    /// <param name="qkv">[tokens, 3 * width]: all queries, then all keys, then all values; heads within each.</param>
    private Matrix Attend(Matrix qkv, int head, int window, WindowGrid windows)
    {
        var width = qkv.Columns / 3;
        var headWidth = width / heads;
        Matrix Part(int part) => qkv.SliceColumns((part * width) + (head * headWidth), headWidth);

        var logits = (Part(0) * (float)(1 / Math.Sqrt(headWidth))).TimesTransposed(Part(1));
        AddBias(logits, head, window, windows);
        return Softmax.OverColumns(logits).Times(Part(2));
    }

    private void AddBias(Matrix logits, int head, int window, WindowGrid windows)
    {
        for (var query = 0; query < logits.Rows; query++)
        {
            for (var key = 0; key < logits.Columns; key++)
            {
                logits[query, key] += _bias[RelativePosition(query, key, windows.Side), head];
                logits[query, key] += windows.AreNeighbours(window, query, key) ? 0 : NotNeighbours;
            }
        }
    }

    /// <summary>Row of the bias table: how far the query is below and to the right of the key.</summary>
    private static int RelativePosition(int query, int key, int side)
    {
        var (down, right) = ((query / side) - (key / side), (query % side) - (key % side));
        return ((down + side - 1) * ((2 * side) - 1)) + right + side - 1;
    }
}
