namespace Glip.Conversion;

/// <summary>Mean and mean square of each channel of a map, float32 [N, channels, 1, 1].</summary>
internal sealed record Moments(Value Mean, Value MeanSquare)
{
    /// <param name="map">float32 [N, channels, height, width].</param>
    /// <param name="area">int64 [1]: height · width.</param>
    public static Moments Of(Value map, Value area) => new(map.ReduceMean(2, 3), map.ReduceSumSquare(2, 3) / area.Cast(ElementType.Float32));
}
