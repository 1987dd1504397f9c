namespace Glip.Evaluation.Tests;

/// <summary>All measures of a sequence, from either implementation.</summary>
public sealed record ReferenceScore(
    int Tp, int Fn, int Fp, int Idsw, int Frag, int Mt, int Pt, int Ml, int Idtp, int Idfn, int Idfp,
    double Mota, double Moda, double Motp, double Recall, double Precision, double Idf1, double Idp, double Idr,
    double Hota, double DetA, double AssA, double DetRe, double DetPr, double AssRe, double AssPr, double LocA, double[] HotaAlphas)
{
    public static ReferenceScore Of(TrackingScore score)
    {
        var (hota, clear, identity) = (score.Hota, score.Clear, score.Identity);
        return new(
            clear.TP, clear.FN, clear.FP, clear.IDSW, clear.Frag, clear.MT, clear.PT, clear.ML, identity.IDTP, identity.IDFN, identity.IDFP,
            clear.MOTA, clear.MODA, clear.MOTP, clear.Recall, clear.Precision, identity.IDF1, identity.IDP, identity.IDR,
            hota.HOTA, hota.DetA, hota.AssA, hota.DetRe, hota.DetPr, hota.AssRe, hota.AssPr, hota.LocA, [.. hota.Alphas.Select(alpha => alpha.HOTA)]);
    }

    /// <summary>All measures in the order in which they are declared.</summary>
    public double[] Numbers() =>
    [
        Tp, Fn, Fp, Idsw, Frag, Mt, Pt, Ml, Idtp, Idfn, Idfp, Mota, Moda, Motp, Recall, Precision, Idf1, Idp, Idr,
        Hota, DetA, AssA, DetRe, DetPr, AssRe, AssPr, LocA, .. HotaAlphas,
    ];
}
