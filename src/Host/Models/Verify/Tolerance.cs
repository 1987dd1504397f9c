namespace Glip.Host;

/// <summary>Differences that the number format of a model brings about.</summary>
/// <param name="Score">Largest difference of scores.</param>
/// <param name="MeanScore">Mean difference of scores.</param>
/// <param name="Pixels">Largest difference of edges.</param>
/// <param name="Alone">Share of candidates without a partner: those next to the threshold, or to the last of the best of a level.</param>
internal sealed record Tolerance(float Score, float MeanScore, float Pixels, float Alone)
{
    private const float ReachInTolerances = 4;

    /// <summary>By the manifest. In 8 bits the scale of a product depends on all that is in the batch, so that neighbours do matter.</summary>
    public static Tolerance Of(string precision) => precision switch
    {
        "fp32" => new(1e-4f, 1e-5f, 0.02f, 0.01f),
        "fp16" => new(5e-3f, 1e-3f, 1, 0.02f),
        _ => new(0.25f, 0.05f, 50, 0.2f),
    };

    /// <summary>What may be partners at all: well beyond of what is allowed, so that partners that are too far apart are seen.</summary>
    public float Reach => ReachInTolerances * ((4 * Pixels) + (100 * Score));

    public bool Allows(Difference difference) =>
        difference.Score <= Score && difference.MeanScore <= MeanScore && difference.Pixels <= Pixels && difference.Alone <= 1 + (Alone * difference.Compared);
}
