using System.Numerics.Tensors;

namespace Glip.Conversion.Reference;

/// <summary>A place between the positions of a map. Its features are those of the four neighbours, weighted by closeness.</summary>
internal readonly record struct BilinearPlace(float Y, float X)
{
    /// <summary>Adds the features at this place, times a factor. Neighbours outside of the map count as zero.</summary>
    public void AddTo(Span<float> features, FeatureMap map, float factor)
    {
        var (top, left) = ((int)MathF.Floor(Y), (int)MathF.Floor(X));
        var (down, right) = (Y - top, X - left);
        AddNeighbour(features, map, top, left, factor * (1 - down) * (1 - right));
        AddNeighbour(features, map, top, left + 1, factor * (1 - down) * right);
        AddNeighbour(features, map, top + 1, left, factor * down * (1 - right));
        AddNeighbour(features, map, top + 1, left + 1, factor * down * right);
    }

    private static void AddNeighbour(Span<float> features, FeatureMap map, int y, int x, float weight)
    {
        if (map.Contains(y, x))
        {
            TensorPrimitives.MultiplyAdd(map.At(y, x), weight, features, features);
        }
    }
}
