using Glip.Core;

namespace Glip.Ingest;

/// <summary>What a gate made of the last frame, in small or in large cells, whichever showed more: for those who draw or explain it.</summary>
/// <param name="Cells">Number of cells in a row and in a column. Cell <c>i</c> of <c>n</c> spans the pixels from <c>i·size/n</c> to <c>(i+1)·size/n</c>.</param>
/// <param name="Luma">[rows, columns] mean luma of each cell, in [0, 255].</param>
/// <param name="Moved">[rows, columns] change since the last look in multiples of what is usual at the cell, from 1 to 4; 0 where nothing moved.</param>
/// <param name="Strength">Of the strongest region that moved: the sum of its cells and of what was carried over from earlier frames.</param>
/// <param name="Bar">The strength at which the frame passed or would have passed; it rises in rain and the like.</param>
public sealed record GateView(ImageSize Cells, float[] Luma, float[] Moved, float Strength, float Bar);
