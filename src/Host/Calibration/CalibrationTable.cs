using System.Globalization;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>What a calibration found, for people.</summary>
internal static class CalibrationTable
{
    private static readonly string[] s_heads = ["phrase", "candidates", "threshold now", "told a day", "new threshold", "90 % interval"];

    public static void Write(TextWriter output, string stream, AlarmRate wanted, IReadOnlyList<PhraseCalibration> phrases)
    {
        var footage = phrases[0].Footage;
        output.WriteLine($"{stream}: {Length(footage)} of quiet footage; wanted: at most {wanted} of each phrase");
        TextTable.Write(output, [s_heads, .. phrases.Select(Row)]);
        foreach (var note in phrases.Select(Note).OfType<string>().Concat(Extrapolation(phrases, wanted)))
        {
            output.WriteLine(note);
        }
    }

    /// <summary>Such as <c>10 min</c>.</summary>
    public static string Length(TimeSpan length) => length.TotalMinutes < 2
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0} s")
        : length.TotalHours < 2 ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes:0.#} min") : string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours:0.#} h");

    private static string[] Row(PhraseCalibration phrase) =>
    [
        phrase.Sought.Phrase.Text,
        phrase.Peaks.ToString(CultureInfo.InvariantCulture),
        Score(phrase.Sought.EnterThreshold),
        phrase.PresentPerDay is { } perDay ? Number(perDay) : $"≤ {Number(phrase.PresentAtMostPerDay)}",
        Score(phrase.Enter),
        phrase.Interval is { } interval ? $"{Score(interval.Low)} to {Score(interval.High)}" : "-",
    ];

    private static string? Note(PhraseCalibration phrase) => phrase switch
    {
        { Peaks: 0 } => $"{phrase.Sought.Phrase}: no candidate in {Length(phrase.Footage)}: at most {Number(phrase.PresentAtMostPerDay)} a day (with 95 % certainty); the threshold stays",
        { Tail: null } => $"{phrase.Sought.Phrase}: {phrase.Peaks} candidates are too few to draw a tail; {Stays(phrase)}",
        { Interval.High: > PhraseCalibration.Highmost } => $"{phrase.Sought.Phrase}: no threshold up to {Score(PhraseCalibration.Highmost)} is sure to reach the rate; look at the candidates, or ask for another phrase",
        _ => null,
    };

    private static string Stays(PhraseCalibration phrase) => phrase.Told == 0 ? "none would have been told, the threshold stays" : "the threshold is set just above the highest";

    private static IEnumerable<string> Extrapolation(IReadOnlyList<PhraseCalibration> phrases, AlarmRate wanted)
    {
        var times = 1 / (wanted.PerDay * phrases[0].Footage.TotalDays);
        if (times > 1)
        {
            var reason = phrases.Any(phrase => phrase.Tail is not null) ? "the thresholds are drawn out from the tail, not observed, and the upper end of the interval is taken" : "it cannot show that the rate is kept";
            yield return string.Create(CultureInfo.InvariantCulture, $"The footage is {Math.Round(times, times < 10 ? 1 : 0)} times shorter than the time between two alarms at that rate: {reason}.");
        }
    }

    private static string Score(double score) => score.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(double number) => number.ToString(number < 10 ? "0.##" : "0", CultureInfo.InvariantCulture);
}
