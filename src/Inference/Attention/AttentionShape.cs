namespace Glip.Inference;

/// <summary>Sizes of an attention between images and texts.</summary>
/// <remarks>
/// Heads are taken together in groups, so that a group has rows enough for whole products, and its logits of a tile stay in the cache.
/// </remarks>
/// <param name="Images">Images, each with its text.</param>
/// <param name="Positions">Positions of an image.</param>
/// <param name="Channels">Numbers of a position, a multiple of 16.</param>
/// <param name="Heads">Heads.</param>
/// <param name="Tokens">Tokens of a text.</param>
internal readonly record struct AttentionShape(int Images, int Positions, int Channels, int Heads, int Tokens)
{
    private const int LargeGroup = 384;

    /// <summary>A row for each head and token.</summary>
    public int Rows => Heads * Tokens;

    /// <summary>Heads of a group; the last group may have fewer.</summary>
    public int GroupHeads => Math.Clamp(LargeGroup / Tokens, 1, Heads);

    /// <summary>Groups of an image.</summary>
    public int Groups => (Heads + GroupHeads - 1) / GroupHeads;

    /// <summary>Room for the rows of a group, in whole blocks of <see cref="MicroKernel.Positions"/>.</summary>
    public int GroupRows => Blocks(GroupHeads * Tokens) * MicroKernel.Positions;

    /// <summary>Room for the channels as rows.</summary>
    public int ChannelRows => Blocks(Channels) * MicroKernel.Positions;

    public int ChannelPanels => Channels / MicroKernel.Panel;

    /// <summary>Numbers of the keys of a group: [pieces of the channels, <see cref="GroupRows"/>, <see cref="MicroKernel.RowStride"/>].</summary>
    public nint PackedKeys => (nint)Pieces(Channels) * GroupRows * MicroKernel.RowStride;

    /// <summary>Numbers of the values of a group: [pieces of the rows, <see cref="ChannelRows"/>, <see cref="MicroKernel.RowStride"/>].</summary>
    public nint PackedValues => (nint)Pieces(GroupHeads * Tokens) * ChannelRows * MicroKernel.RowStride;

    /// <summary>Heads of one group.</summary>
    public int HeadsOf(int group) => Math.Min(GroupHeads, Heads - (group * GroupHeads));

    /// <summary>Blocks of <see cref="MicroKernel.Positions"/> that cover some rows.</summary>
    public static int Blocks(int rows) => (rows + MicroKernel.Positions - 1) / MicroKernel.Positions;

    /// <summary>Pieces of <see cref="MicroKernel.Channels"/> at most that a product takes one after the other.</summary>
    public static int Pieces(int length) => (length + MicroKernel.Channels - 1) / MicroKernel.Channels;
}
