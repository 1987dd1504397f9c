namespace Glip.Inference;

/// <summary>How much of a stream the detector kept up with in the last ten seconds.</summary>
/// <param name="SubmittedPerSecond">Frames that were to be looked at.</param>
/// <param name="AnalysedPerSecond">Frames that were looked at.</param>
public readonly record struct LaneLoad(double SubmittedPerSecond, double AnalysedPerSecond)
{
    /// <summary>The part that was looked at, in [0, 1]; 1 when there was nothing to do.</summary>
    public double Share => SubmittedPerSecond > 0 ? Math.Min(1, AnalysedPerSecond / SubmittedPerSecond) : 1;
}
