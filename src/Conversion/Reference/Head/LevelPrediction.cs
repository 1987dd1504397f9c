namespace Glip.Conversion.Reference;

/// <summary>What the head says about the positions of one level.</summary>
/// <param name="Boxes">4 channels: box regression against the anchor.</param>
/// <param name="Centerness">1 channel, before the sigmoid.</param>
/// <param name="TokenLogits">[positions, tokens], before the sigmoid.</param>
internal sealed record LevelPrediction(FeatureMap Boxes, FeatureMap Centerness, Matrix TokenLogits);
