using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>A phrase that was set while the program ran, as it is kept.</summary>
internal sealed record PhraseMemory(string Phrase, float EnterThreshold, float LeaveThreshold)
{
    public ImmutableArray<string> Zones { get; init; } = [];

    public double MinSize { get; init; }

    public double MaxSize { get; init; } = 1;

    public double? CooldownS { get; init; }

    public static PhraseMemory Of(SoughtPhrase sought) => new(sought.Phrase.Text, sought.EnterThreshold, sought.LeaveThreshold)
    {
        Zones = sought.Zones,
        MinSize = sought.MinSize,
        MaxSize = sought.MaxSize,
        CooldownS = sought.Cooldown?.TotalSeconds,
    };

    /// <exception cref="PromptException">The text is no phrase.</exception>
    public SoughtPhrase Restore() => new(new Phrase(Phrase), EnterThreshold, LeaveThreshold)
    {
        Zones = Zones.IsDefault ? [] : Zones,
        MinSize = MinSize,
        MaxSize = MaxSize,
        Cooldown = CooldownS is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };
}
