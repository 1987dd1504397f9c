namespace Glip.Conversion;

/// <summary>
/// Which cells of a window see each other when the grid was rolled. The last window along an axis holds cells that came round from the
/// other end: they are apart from the others.
/// </summary>
/// <remarks>Source: Swin Transformer (arXiv 2103.14030), figure 4.</remarks>
internal static class WindowMask
{
    private const float Apart = -100;
    private const int Kinds = 4;

    /// <summary>[4, 1, side², side²]: 0 or a large negative number, for windows inside, at the right, at the lower end, in the corner.</summary>
    public static Weight Of(int side, int shift)
    {
        var cells = side * side;
        return new([Kinds, 1, cells, cells], () =>
        {
            var mask = new float[Kinds * cells * cells];
            for (var i = 0; i < mask.Length; i++)
            {
                var (kind, query, key) = (i / (cells * cells), i / cells % cells, i % cells);
                mask[i] = Region(kind, query) == Region(kind, key) ? 0 : Apart;
            }

            return mask;
        });

        (bool Down, bool Right) Region(int kind, int cell) => (kind >= 2 && cell / side >= side - shift, kind % 2 == 1 && cell % side >= side - shift);
    }
}
