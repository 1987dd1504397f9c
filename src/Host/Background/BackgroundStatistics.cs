using System.Text.Json.Serialization;

namespace Glip.Host;

/// <summary>What a stream showed of each phrase when nothing was told: as it is on disk.</summary>
/// <param name="Version">Of the format: 1.</param>
/// <param name="ModelSha256">The model whose scores they are.</param>
/// <param name="Since">Capture time of the first frame, in UTC.</param>
/// <param name="Frames">Frames that were looked at.</param>
/// <param name="Phrases">Counts of scores by the text of the phrase, 100 bins each.</param>
internal sealed record BackgroundStatistics(
    [property: JsonRequired] int Version,
    [property: JsonRequired] string ModelSha256,
    [property: JsonRequired] DateTimeOffset Since,
    [property: JsonRequired] long Frames,
    [property: JsonRequired] Dictionary<string, long[]> Phrases)
{
    public const int PresentVersion = 1;

    /// <summary>Whether it can be gone on with.</summary>
    [JsonIgnore]
    public bool IsValid => Version == PresentVersion && Frames >= 0 && Phrases.Values.All(counts => counts is { Length: ScoreHistogram.Bins } && counts.All(count => count >= 0));
}
