using System.Collections.Immutable;

namespace Glip.Inference;

/// <summary>Splits the categories of a data set over several captions.</summary>
internal static class CategoryChunks
{
    /// <summary>Categories by ascending id, in consecutive chunks of equal length; the last may be shorter.</summary>
    /// <param name="size">Categories a chunk, at least 1.</param>
    /// <remarks>Source: microsoft/GLIP, maskrcnn_benchmark/engine/inference.py, TEST.CHUNKED_EVALUATION; 40 for LVIS.</remarks>
    public static ImmutableArray<Category[]> Of(IEnumerable<Category> categories, int size) =>
        [.. categories.OrderBy(category => category.Id).Chunk(size)];
}
