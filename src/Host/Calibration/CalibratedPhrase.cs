using System.Text.Json.Serialization;

namespace Glip.Host;

/// <summary>A threshold in a file.</summary>
/// <param name="Phrase">Its text.</param>
/// <param name="EnterThreshold">In [0.01, 1].</param>
/// <param name="LeaveThreshold">In [0.01, <paramref name="EnterThreshold"/>].</param>
/// <param name="Interval">Where it lies with a probability of 90 %; null when there was too little to fit.</param>
/// <param name="Candidates">Peaks that it rests on.</param>
internal sealed record CalibratedPhrase(
    [property: JsonRequired] string Phrase, [property: JsonRequired] float EnterThreshold, [property: JsonRequired] float LeaveThreshold, double[]? Interval, int Candidates)
{
    [JsonIgnore]
    public bool IsValid => EnterThreshold is >= 0.01f and <= 1 && LeaveThreshold >= 0.01f && LeaveThreshold <= EnterThreshold;
}
