namespace Glip.Inference;

/// <summary>Sizes of a deformable 3x3 convolution with a border of one cell.</summary>
/// <param name="Images">Maps in the batch.</param>
/// <param name="Height">Rows of a map.</param>
/// <param name="Width">Columns of a map.</param>
/// <param name="Channels">Input channels, a multiple of 16.</param>
/// <param name="OutputChannels">A multiple of 16.</param>
/// <param name="Stride">Cells from one position to the next, 1 or more.</param>
internal readonly record struct DeformableShape(int Images, int Height, int Width, int Channels, int OutputChannels, int Stride)
{
    /// <summary>Points of the kernel.</summary>
    public const int Points = 9;

    public int OutputHeight => ((Height - 1) / Stride) + 1;

    public int OutputWidth => ((Width - 1) / Stride) + 1;

    /// <summary>Positions of one map.</summary>
    public int Positions => OutputHeight * OutputWidth;
}
