namespace Glip.Inference;

/// <summary>Consecutive positions of each image in tiles of equal length; the last one of an image may be shorter.</summary>
/// <param name="Images">Images.</param>
/// <param name="Positions">Positions of one image.</param>
internal readonly record struct Tiling(int Images, int Positions)
{
    /// <summary>Positions of the largest tile: with 256 channels its samples and sums take a quarter of a cache of 1 MB, the weights of a point another one.</summary>
    public const int Largest = 12 * MicroKernel.Positions;

    private const int Smallest = 4 * MicroKernel.Positions;
    private const int TilesToShare = 128;

    /// <summary>Positions of a tile; small maps have smaller ones, so that there is something for each thread.</summary>
    public int Length => Math.Clamp(Positions / TilesToShare / MicroKernel.Positions * MicroKernel.Positions, Smallest, Largest);

    public int TilesPerImage => (Positions + Length - 1) / Length;

    public int Tiles => Images * TilesPerImage;

    public Tile this[int index]
    {
        get
        {
            var (image, number) = Math.DivRem(index, TilesPerImage);
            var first = number * Length;
            return new Tile(image, first, Math.Min(Length, Positions - first));
        }
    }
}
