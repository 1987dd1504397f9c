namespace Glip.Conversion;

/// <summary>One of the convolutions whose results a level of the head sums.</summary>
/// <param name="Level">The level that is computed.</param>
/// <param name="Kind">Which of the three convolutions: from the coarser level, the same, the finer.</param>
/// <param name="Map">float32 [N, channels, height, width] of the level, before the norm.</param>
/// <param name="Moments">Those that the norm takes: before the map was resized.</param>
/// <param name="Mean">Of each channel of <paramref name="Map"/>: [N, channels, 1, 1].</param>
internal sealed record DyConvTerm(int Level, int Kind, Value Map, Moments Moments, Value Mean);
