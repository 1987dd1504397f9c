namespace Glip.Inference;

/// <summary>Consecutive positions of one image.</summary>
internal readonly record struct Tile(int Image, int First, int Count)
{
    /// <summary>Products of <see cref="MicroKernel.Positions"/> positions that cover the tile.</summary>
    public int Blocks => (Count + MicroKernel.Positions - 1) / MicroKernel.Positions;
}
