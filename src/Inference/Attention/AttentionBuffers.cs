namespace Glip.Inference;

/// <summary>What one part needs for its tiles.</summary>
internal sealed unsafe class AttentionBuffers : IDisposable
{
    private const int Panels = PositionTiling.Length / MicroKernel.Panel;

    private readonly AlignedMemory _memory;

    public AttentionBuffers(AttentionShape shape)
    {
        var tile = (nint)PositionTiling.Length * shape.Channels;
        var logits = (nint)Panels * shape.GroupRows * MicroKernel.Panel;
        var shares = (nint)shape.GroupRows * MicroKernel.RowStride;
        _memory = new AlignedMemory((2 * tile) + logits + shares + (Panels * shape.ChannelRows * MicroKernel.Panel));
        ByPosition = _memory.Start;
        ByChannel = ByPosition + tile;
        Logits = ByChannel + tile;
        Shares = Logits + logits;
        Sums = Shares + shares;
        new Span<float>(Shares, (int)shares).Clear();
    }

    /// <summary>The tile as [panels of 16 positions, channels, 16].</summary>
    public float* ByPosition { get; }

    /// <summary>The tile as [panels of 16 channels, positions, 16].</summary>
    public float* ByChannel { get; }

    /// <summary>[panels of 16 positions, rows of the group, 16].</summary>
    public float* Logits { get; }

    /// <summary>[rows of the group, <see cref="MicroKernel.RowStride"/>]: how much a row looks at each position of the tile.</summary>
    public float* Shares { get; }

    /// <summary>[panels of 16 positions, channels, 16].</summary>
    public float* Sums { get; }

    public void Dispose() => _memory.Dispose();
}
