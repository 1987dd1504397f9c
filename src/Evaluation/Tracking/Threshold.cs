namespace Glip.Evaluation;

/// <summary>From which IoU on two boxes are of the same thing.</summary>
internal static class Threshold
{
    /// <summary>As much as rounding may take away from an IoU that is exactly at the threshold. Source: TrackEval, numpy.finfo('float').eps.</summary>
    public const double Rounding = 2.220446049250313e-16;

    /// <summary>A half, less rounding.</summary>
    public const double Iou = 0.5 - Rounding;
}
