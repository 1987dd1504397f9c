using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>Reads one phrase with settings of its own.</summary>
internal static class PhraseReader
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>The phrase; null when its words are missing, which was noted then.</summary>
    public static SoughtPhrase? Read(YamlSection section, SoughtDefaults defaults)
    {
        var text = section.Required("phrase", "the words that are sought")?.Text();
        var enter = (float?)section.Optional("enter_threshold")?.Number(0.01, 1) ?? defaults.EnterThreshold;
        var leave = (float?)section.Optional("leave_threshold")?.Number(0.01, 1) ?? Math.Min(defaults.LeaveThreshold, enter);
        var zones = Zones(section.Optional("zones"), defaults.Regions);
        var (least, most) = Sizes(section);
        var cooldown = section.Optional("cooldown")?.Duration(TimeSpan.Zero, s_longest);
        section.RefuseOthers();
        return text is null ? null : new(new(text), enter, leave) { Zones = zones, MinSize = least, MaxSize = most, Cooldown = cooldown };
    }

    private static ImmutableArray<string> Zones(YamlValue? value, StreamRegions regions)
    {
        var known = regions.Zones.Select(zone => zone.Name).ToList();
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var item in value?.List() ?? [])
        {
            var name = item.Text();
            if (name is not null && !known.Contains(name, StringComparer.Ordinal))
            {
                var expected = NearestName.Of(name, known) is { } near ? $"nearest: '{near}'" : known.Count > 0 ? $"expected one of: {string.Join(", ", known)}" : "the stream has no zones";
                item.Problem($"is '{name}', which is no zone of the stream; {expected}");
            }

            names.Add(name ?? string.Empty);
        }

        return names.ToImmutable();
    }

    private static (double Least, double Most) Sizes(YamlSection section)
    {
        var least = section.Optional("min_size")?.Number(0, 1) ?? 0;
        var mostValue = section.Optional("max_size");
        var most = mostValue?.Number(0, 1) ?? 1;
        if (most < least || most == 0)
        {
            mostValue?.Problem("lets nothing pass; expected more than 0, and at least min_size");
        }

        return (least, most);
    }
}
