namespace Glip.Inference;

/// <summary>
/// Images and texts look at each other, in one pass over tiles of positions: the logits of a tile serve both directions while they are
/// in the caches of a core, so that no tensor of all rows and positions exists. The positions lie side by side in the vectors.
/// </summary>
/// <remarks>
/// Sources: Dao et al., "FlashAttention: Fast and Memory-Efficient Exact Attention with IO-Awareness", NeurIPS 2022; Milakov and
/// Gimelshein, "Online normalizer calculation for softmax", arXiv 1805.02867; GLIP (arXiv 2112.03857), equations 4 to 6.
/// First <see cref="Pack"/> for all groups, then <see cref="Compute"/> for all parts, then <see cref="Join"/> for all groups; the calls of
/// each may be made at the same time and in any order, with the same result.
/// </remarks>
/// <param name="shape">Sizes.</param>
/// <param name="tensors">Must stay in place until the last call.</param>
/// <param name="kernel">The inner loops.</param>
internal sealed unsafe class ImageTextAttention(AttentionShape shape, AttentionTensors tensors, MicroKernel kernel) : IDisposable
{
    private readonly PositionTiling _tiling = new(shape.Images, shape.Positions);
    private readonly PackedText _text = new(shape, tensors);
    private readonly SeenPositions _seen = new(shape, new PositionTiling(shape.Images, shape.Positions).Parts);

    /// <summary>Groups of heads of all images.</summary>
    public int Groups => shape.Images * shape.Groups;

    /// <summary>Parts of the positions of all images.</summary>
    public int Parts => _tiling.Parts;

    /// <summary>Brings keys and values of a group into the order of products.</summary>
    public void Pack(int group) => _text.Pack(group);

    /// <summary>Computes what the text gives to the positions of a part, and what they give to the text.</summary>
    public void Compute(int part)
    {
        using var buffers = new AttentionBuffers(shape);
        _seen.Clear(part);
        foreach (var tile in _tiling[part])
        {
            PositionTile.Load(tensors.Image + ((((nint)tile.Image * shape.Positions) + tile.First) * shape.Channels), tile.Count, shape.Channels, buffers);
            new Span<float>(buffers.Sums, Panels(tile) * shape.ChannelRows * MicroKernel.Panel).Clear();
            for (var group = 0; group < shape.Groups; group++)
            {
                Look(tile, part, group, buffers);
            }

            var target = tensors.ToImage + ((nint)tile.Image * shape.Channels * shape.Positions) + tile.First;
            PositionTile.Store(buffers.Sums, tile.Count, shape, target);
        }
    }

    /// <summary>Completes what a group of an image sees of all positions.</summary>
    public void Join(int group)
    {
        var (image, number) = Math.DivRem(group, shape.Groups);
        var first = ((nint)image * shape.Rows) + ((nint)number * shape.GroupHeads * shape.Tokens);
        _seen.Join(image * _tiling.PartsPerImage, _tiling.PartsPerImage, number, tensors.ToText + (first * shape.Channels));
    }

    public void Dispose()
    {
        _text.Dispose();
        _seen.Dispose();
    }

    private static int Panels(Tile tile) => (tile.Count + MicroKernel.Panel - 1) / MicroKernel.Panel;

    private void Look(Tile tile, int part, int group, AttentionBuffers buffers)
    {
        var heads = shape.HeadsOf(group);
        var rows = heads * shape.Tokens;
        var packed = (tile.Image * shape.Groups) + group;
        var panelLength = (nint)shape.GroupRows * MicroKernel.Panel;
        FindLogits(tile, _text.Keys(packed), rows, buffers);

        _seen.Share(part, group, rows, tile.Count, buffers);
        var seen = _seen.Sums(part, group);
        kernel.Multiply(
            buffers.Shares, AttentionShape.Blocks(rows), buffers.ByChannel, PositionTiling.Length * MicroKernel.Panel, shape.ChannelPanels, tile.Count, seen, panelLength);

        var offsets = tensors.Offsets + ((nint)tile.Image * shape.Rows) + ((nint)group * shape.GroupHeads * shape.Tokens);
        for (var panel = 0; panel < Panels(tile); panel++)
        {
            for (var head = 0; head < heads; head++)
            {
                var first = head * shape.Tokens;
                PanelSoftmax.Apply(buffers.Logits + (panel * panelLength) + (first * MicroKernel.Panel), offsets + first, shape.Tokens);
            }
        }

        AddValues(tile, _text.Values(packed), rows, buffers);
    }

    private void FindLogits(Tile tile, float* keys, int rows, AttentionBuffers buffers)
    {
        var stride = (nint)shape.GroupRows * MicroKernel.Panel;
        new Span<float>(buffers.Logits, (int)(Panels(tile) * stride)).Clear();
        for (var channel = 0; channel < shape.Channels; channel += MicroKernel.Channels)
        {
            var channels = Math.Min(MicroKernel.Channels, shape.Channels - channel);
            var tileChannels = buffers.ByPosition + (channel * MicroKernel.Panel);
            kernel.Multiply(
                keys, AttentionShape.Blocks(rows), tileChannels, (nint)shape.Channels * MicroKernel.Panel, Panels(tile), channels, buffers.Logits, stride);
            keys += (nint)shape.GroupRows * MicroKernel.RowStride;
        }
    }

    private void AddValues(Tile tile, float* values, int rows, AttentionBuffers buffers)
    {
        var stride = (nint)shape.GroupRows * MicroKernel.Panel;
        for (var first = 0; first < rows; first += MicroKernel.Channels)
        {
            var count = Math.Min(MicroKernel.Channels, rows - first);
            var shares = buffers.Logits + (first * MicroKernel.Panel);
            kernel.Multiply(
                values, shape.ChannelRows / MicroKernel.Positions, shares, stride, Panels(tile), count, buffers.Sums, (nint)shape.ChannelRows * MicroKernel.Panel);
            values += (nint)shape.ChannelRows * MicroKernel.RowStride;
        }
    }
}
