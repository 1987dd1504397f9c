namespace Glip.Inference;

/// <summary>
/// The positions of each image in parts that are computed on their own, the parts in tiles. Parts depend on the sizes alone, so that
/// results do not depend on the number of threads.
/// </summary>
/// <param name="Images">Images.</param>
/// <param name="Positions">Positions of one image.</param>
internal readonly record struct PositionTiling(int Images, int Positions)
{
    /// <summary>Positions of a tile: with 256 channels the tile in both orders, logits, shares and sums take two thirds of a cache of 1 MB.</summary>
    public const int Length = 128;

    private const int MostParts = 16;

    public int PartsPerImage => Math.Min(MostParts, Tiles);

    public int Parts => Images * PartsPerImage;

    private int Tiles => (Positions + Length - 1) / Length;

    /// <summary>The tiles of a part.</summary>
    public IEnumerable<Tile> this[int part]
    {
        get
        {
            var (image, number) = Math.DivRem(part, PartsPerImage);
            var end = (number + 1) * Tiles / PartsPerImage;
            for (var tile = number * Tiles / PartsPerImage; tile < end; tile++)
            {
                yield return new Tile(image, tile * Length, Math.Min(Length, Positions - (tile * Length)));
            }
        }
    }
}
