namespace Glip.Tracking;

/// <summary>
/// The scale on which scores are compared: a score is the sigmoid of what the model computed, which has no bound, so that a tail can be fitted and
/// drawn out without running against 1.
/// </summary>
internal static class Logit
{
    private const double Least = 1e-6;

    /// <param name="score">In [0, 1].</param>
    public static double Of(double score)
    {
        var inside = Math.Clamp(score, Least, 1 - Least);
        return Math.Log(inside / (1 - inside));
    }

    /// <returns>The score, in (0, 1).</returns>
    public static double ToScore(double logit) => 1 / (1 + Math.Exp(-logit));
}
