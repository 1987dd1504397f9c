using System.Globalization;

namespace Glip.Host;

/// <summary>Differences that the number format of a model brings about.</summary>
/// <param name="Score">Largest difference of scores.</param>
/// <param name="MeanScore">Mean difference of scores.</param>
/// <param name="Pixels">Largest difference of edges.</param>
/// <param name="Feature">Largest difference of features, relative to their size where that is above 1.</param>
/// <param name="Alone">Share of candidates without a partner: those next to the threshold, or to the last of the best of a level.</param>
/// <param name="Reach">Distance up to which candidates may be partners, as in <see cref="Difference.Between"/>; well beyond what is allowed, so that partners too far apart are seen.</param>
internal sealed record Tolerance(float Score, float MeanScore, float Pixels, float Feature, float Alone, float Reach)
{
    /// <summary>
    /// By the manifest. In 8 bits the scale of a product depends on all that is in the batch, so that neighbours do matter, and weak
    /// candidates come and go: there the differences are told, and only the mean is held against a limit.
    /// </summary>
    public static Tolerance Of(string precision) => precision switch
    {
        "fp32" => new(1e-4f, 1e-5f, 0.02f, 1e-3f, 0.01f, Reach: 0.5f),
        "fp16" => new(2e-2f, 3e-3f, 2, 0.05f, 0.03f, Reach: 8),
        _ => new(1, 0.15f, float.PositiveInfinity, float.PositiveInfinity, Alone: 1, Reach: 200),
    };

    public bool Allows(Difference difference) =>
        difference.Score <= Score && difference.MeanScore <= MeanScore && difference.Pixels <= Pixels && difference.Alone <= 1 + (Alone * difference.Compared);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"features within {Feature}, scores within {Score} (mean {MeanScore}), boxes within {Pixels} pixels, {Alone:P0} alone");
}
