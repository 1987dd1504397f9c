using System.Collections.Immutable;

namespace Glip.Conversion;

/// <summary>
/// The order in which patch merging lines up four neighbours: Swin one neighbour after the other, MMDetection (whose merging is an
/// unfold) channel by channel with the four neighbours of each.
/// </summary>
/// <remarks>Source: open-mmlab/mmdetection, mmdet/models/layers/transformer/utils.py, PatchMerging; Swin Transformer, PatchMerging.</remarks>
internal static class PatchMergingOrder
{
    public const int Neighbours = 4;

    /// <summary>Swin goes down the columns; an unfold goes along the rows: its second neighbour is the third of Swin.</summary>
    private static readonly ImmutableArray<int> s_swinOfUnfold = [0, 2, 1, 3];

    /// <summary>Brings each row of a tensor from MMDetection's order into Swin's.</summary>
    /// <param name="values">[rows, width] row-major, or a single row.</param>
    /// <param name="width">Length of a row, a multiple of four.</param>
    public static float[] ToSwin(ReadOnlySpan<float> values, int width)
    {
        var ordered = new float[values.Length];
        var channels = width / Neighbours;
        for (var row = 0; row < values.Length; row += width)
        {
            for (var channel = 0; channel < channels; channel++)
            {
                for (var neighbour = 0; neighbour < Neighbours; neighbour++)
                {
                    ordered[row + (s_swinOfUnfold[neighbour] * channels) + channel] = values[row + (channel * Neighbours) + neighbour];
                }
            }
        }

        return ordered;
    }
}
