using System.Globalization;
using Glip.Evaluation;

namespace Glip.Host;

/// <summary>Scores of tracks for people: a row a sequence, ratios in percent.</summary>
internal static class TrackingTable
{
    private const string Title = "SEQUENCE";

    private static readonly (string Name, Func<TrackingScore, double> Ratio)[] s_ratios =
    [
        ("HOTA", score => score.Hota.HOTA), ("DetA", score => score.Hota.DetA), ("AssA", score => score.Hota.AssA), ("LocA", score => score.Hota.LocA),
        ("MOTA", score => score.Clear.MOTA), ("MOTP", score => score.Clear.MOTP), ("Rcll", score => score.Clear.Recall), ("Prcn", score => score.Clear.Precision),
        ("IDF1", score => score.Identity.IDF1), ("IDP", score => score.Identity.IDP), ("IDR", score => score.Identity.IDR),
    ];

    private static readonly (string Name, Func<TrackingScore, int> Count)[] s_counts =
    [
        ("FP", score => score.Clear.FP), ("FN", score => score.Clear.FN), ("IDSW", score => score.Clear.IDSW), ("Frag", score => score.Clear.Frag),
        ("MT", score => score.Clear.MT), ("PT", score => score.Clear.PT), ("ML", score => score.Clear.ML),
    ];

    public static void Write(IReadOnlyCollection<TrackingScore> scores) => TextTable.Write(Console.Out, [Header(), .. scores.Select(Cells)]);

    private static string[] Header() => [Title, .. s_ratios.Select(measure => measure.Name), .. s_counts.Select(measure => measure.Name)];

    private static string[] Cells(TrackingScore score) =>
    [
        score.Sequence,
        .. s_ratios.Select(measure => (100 * measure.Ratio(score)).ToString("0.00", CultureInfo.InvariantCulture)),
        .. s_counts.Select(measure => measure.Count(score).ToString(CultureInfo.InvariantCulture)),
    ];
}
