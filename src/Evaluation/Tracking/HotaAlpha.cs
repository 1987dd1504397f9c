using System.Text.Json.Serialization;

namespace Glip.Evaluation;

/// <summary>The HOTA measures at one threshold.</summary>
/// <param name="Alpha">Least IoU of a box and its truth, in (0, 1).</param>
/// <param name="TP">Boxes of ground truth that a track has.</param>
/// <param name="FN">Boxes of ground truth that none has.</param>
/// <param name="FP">Boxes of tracks on nothing.</param>
/// <param name="AssASum">Sum of A(c) over all true positives c.</param>
/// <param name="AssReSum">Sum of the association recall over all true positives.</param>
/// <param name="AssPrSum">Sum of the association precision over all true positives.</param>
/// <param name="IoUSum">Sum of the IoU of all true positives.</param>
/// <remarks>Source: J. Luiten et al., HOTA: A Higher Order Metric for Evaluating Multi-Object Tracking, arXiv 2009.07736, section 5.</remarks>
public sealed record HotaAlpha(
    double Alpha, int TP, int FN, int FP,
    [property: JsonIgnore] double AssASum, [property: JsonIgnore] double AssReSum, [property: JsonIgnore] double AssPrSum, [property: JsonIgnore] double IoUSum)
{
    /// <summary>Geometric mean of <see cref="DetA"/> and <see cref="AssA"/>, in [0, 1].</summary>
    public double HOTA => Math.Sqrt(DetA * AssA);

    /// <summary>Jaccard index of boxes and truth, in [0, 1].</summary>
    public double DetA => (double)TP / Math.Max(1, TP + FN + FP);

    /// <summary>Mean Jaccard index of track and thing over all true positives, in [0, 1].</summary>
    public double AssA => AssASum / Math.Max(1, TP);

    /// <summary>Share of the truth that is found, in [0, 1].</summary>
    public double DetRe => (double)TP / Math.Max(1, TP + FN);

    /// <summary>Share of the boxes of tracks that are on something, in [0, 1].</summary>
    public double DetPr => (double)TP / Math.Max(1, TP + FP);

    /// <summary>Mean share of a thing that its track has, in [0, 1].</summary>
    public double AssRe => AssReSum / Math.Max(1, TP);

    /// <summary>Mean share of a track that is on its thing, in [0, 1].</summary>
    public double AssPr => AssPrSum / Math.Max(1, TP);

    /// <summary>Mean IoU of true positives, in [<see cref="Alpha"/>, 1]; 1 without any.</summary>
    public double LocA => TP == 0 ? 1 : IoUSum / TP;

    /// <summary>The score of both sequences together, at the same threshold.</summary>
    internal HotaAlpha With(HotaAlpha other) => new(
        Alpha, TP + other.TP, FN + other.FN, FP + other.FP,
        AssASum + other.AssASum, AssReSum + other.AssReSum, AssPrSum + other.AssPrSum, IoUSum + other.IoUSum);
}
