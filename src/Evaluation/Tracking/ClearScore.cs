using System.Text.Json.Serialization;

namespace Glip.Evaluation;

/// <summary>The CLEAR MOT measures at an IoU of 0.5.</summary>
/// <param name="TP">Boxes of ground truth that a track has.</param>
/// <param name="FN">Boxes of ground truth that none has.</param>
/// <param name="FP">Boxes of tracks on nothing.</param>
/// <param name="IDSW">How often a thing is found by another track than the last time.</param>
/// <param name="Frag">How often a thing is found again after it was not.</param>
/// <param name="MT">Things found in more than 80 % of their frames.</param>
/// <param name="PT">Things found in 20 % to 80 % of their frames.</param>
/// <param name="ML">Things found in less than 20 % of their frames.</param>
/// <param name="IoUSum">Sum of the IoU of all true positives.</param>
/// <remarks>
/// Source: K. Bernardin, R. Stiefelhagen, Evaluating Multiple Object Tracking Performance: The CLEAR MOT Metrics, 2008; MT, PT, ML and Frag: Y. Li et al., Learning to
/// Associate: HybridBoosted Multi-Target Tracker for Crowded Scene, CVPR 2009. MOTP is a mean IoU as in MOTChallenge, not a distance.
/// </remarks>
public sealed record ClearScore(int TP, int FN, int FP, int IDSW, int Frag, int MT, int PT, int ML, [property: JsonIgnore] double IoUSum)
{
    /// <summary>1 less misses, false positives and switches, each as a share of the truth; at most 1, and below 0 when there are more errors than truth. 0 without truth.</summary>
    public double MOTA => TP + FN == 0 ? 0 : (double)(TP - FP - IDSW) / (TP + FN);

    /// <summary>As MOTA, without switches.</summary>
    public double MODA => TP + FN == 0 ? 0 : (double)(TP - FP) / (TP + FN);

    /// <summary>Mean IoU of true positives, in [0.5, 1]; 0 without any.</summary>
    public double MOTP => IoUSum / Math.Max(1, TP);

    /// <summary>Share of the truth that is found, in [0, 1].</summary>
    public double Recall => (double)TP / Math.Max(1, TP + FN);

    /// <summary>Share of the boxes of tracks that are on something, in [0, 1].</summary>
    public double Precision => (double)TP / Math.Max(1, TP + FP);

    /// <summary>The score of both sequences together.</summary>
    public ClearScore With(ClearScore other) => new(
        TP + other.TP, FN + other.FN, FP + other.FP, IDSW + other.IDSW, Frag + other.Frag, MT + other.MT, PT + other.PT, ML + other.ML, IoUSum + other.IoUSum);
}
