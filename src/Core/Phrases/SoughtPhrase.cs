using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>A phrase of a prompt with its thresholds.</summary>
/// <param name="Phrase">What is sought.</param>
/// <param name="EnterThreshold">Score in [0.01, 1] at which the phrase becomes active for a track.</param>
/// <param name="LeaveThreshold">Score in [0.01, <paramref name="EnterThreshold"/>] below which it becomes inactive.</param>
public sealed record SoughtPhrase(Phrase Phrase, float EnterThreshold, float LeaveThreshold)
{
    /// <summary>Names of the zones in which the phrase counts; empty for everywhere.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>Least size at which a box counts: the longer of its sides, as a share of the same side of the image, in [0, 1].</summary>
    public double MinSize { get; init; }

    /// <summary>Greatest size at which a box counts, in (0, 1], measured as <see cref="MinSize"/>.</summary>
    public double MaxSize { get; init; } = 1;

    /// <summary>For how long after an event of the phrase another one in the same place is not told; null for that of the stream.</summary>
    public TimeSpan? Cooldown { get; init; }
}
