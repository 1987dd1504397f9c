using Glip.Core;

namespace Glip.Tracking;

/// <summary>A threshold for a wanted rate of false alarms, and what it rests on.</summary>
/// <param name="Sought">The phrase with its present thresholds.</param>
/// <param name="Peaks">Peaks that were found.</param>
/// <param name="Tail">Fitted to them; null when they are too few.</param>
/// <param name="Footage">Length of what they were found in.</param>
/// <param name="PerDay">False alarms wanted in a day.</param>
/// <param name="Highest">Highest peak; 0 without one.</param>
/// <param name="Told">Peaks that would be told with the present threshold.</param>
public sealed record PhraseCalibration(SoughtPhrase Sought, int Peaks, AlarmTail? Tail, TimeSpan Footage, double PerDay, float Highest, int Told)
{
    /// <summary>Highest threshold that is proposed.</summary>
    public const float Highmost = 0.99f;

    private const float Step = 0.02f; // above the highest of too few peaks

    /// <summary>Where the threshold lies with a probability of 90 %; null without a fit.</summary>
    public (double Low, double High)? Interval { get; } = Tail?.Interval(PerDay);

    /// <summary>
    /// The threshold: the upper end of the interval, never below the present one, at most 0.99. With too few peaks for a fit the present one, or one just
    /// above the highest peak.
    /// </summary>
    public float Enter => Math.Clamp(Rounded(Interval?.High ?? (Told > 0 ? Highest + Step : 0)), Sought.EnterThreshold, Math.Max(Highmost, Sought.EnterThreshold));

    /// <summary>Keeps its distance from the threshold.</summary>
    public float Leave => Rounded(Math.Max(Sought.LeaveThreshold, Enter - (Sought.EnterThreshold - Sought.LeaveThreshold)));

    /// <summary>Alarms a day that the present threshold lets expect; null without a fit.</summary>
    public double? PresentPerDay => Tail?.PerDay(Sought.EnterThreshold);

    /// <summary>Alarms a day at most, with a certainty of 95 %, by the number of peaks that would be told alone.</summary>
    public double PresentAtMostPerDay => PoissonBound.Upper(Told) / Footage.TotalDays;

    /// <summary>Sets the thresholds of all phrases.</summary>
    /// <param name="prompt">The phrases, with the thresholds in force.</param>
    /// <param name="peaks">All that was found.</param>
    /// <param name="footage">In which length; above 0.</param>
    /// <param name="perDay">False alarms wanted of each phrase in a day, above 0.</param>
    public static IReadOnlyList<PhraseCalibration> Of(Prompt prompt, IReadOnlyList<PhraseScore> peaks, TimeSpan footage, double perDay) => [.. prompt.Phrases.Select(sought =>
    {
        float[] scores = [.. peaks.Where(peak => peak.Phrase == sought.Phrase).Select(peak => peak.Score)];
        return new PhraseCalibration(
            sought, scores.Length, AlarmTail.Fit(scores, footage), footage, perDay, scores.DefaultIfEmpty().Max(), scores.Count(score => score >= sought.EnterThreshold));
    })];

    private static float Rounded(double score) => (float)Math.Round(score, 3, MidpointRounding.AwayFromZero);
}
