namespace Glip.Conversion;

/// <summary>A layer norm: (x - mean) / sqrt(variance + epsilon) · scale + shift.</summary>
/// <param name="Scale">[width].</param>
/// <param name="Shift">[width].</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <remarks>Source: Layer Normalization (arXiv 1607.06450).</remarks>
internal sealed record NormWeights(Weight Scale, Weight Shift, float Epsilon);
