namespace Glip.Sinks;

/// <summary>Thresholds of phrases that are new.</summary>
/// <param name="Enter">In [0.01, 1].</param>
/// <param name="Leave">In [0.01, <paramref name="Enter"/>].</param>
public readonly record struct ThresholdDefaults(float Enter, float Leave);
