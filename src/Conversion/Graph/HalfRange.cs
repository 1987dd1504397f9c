namespace Glip.Conversion;

/// <summary>Numbers of 16 bits.</summary>
internal static class HalfRange
{
    /// <summary>The nearest number of 16 bits; what is too large for them becomes the largest.</summary>
    public static Half Clamp(float value) => (Half)Math.Clamp(value, (float)Half.MinValue, (float)Half.MaxValue);
}
