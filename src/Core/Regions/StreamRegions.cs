using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>Zones and lines of one stream, in the order of the configuration.</summary>
public sealed record StreamRegions(ImmutableArray<Zone> Zones, ImmutableArray<DirectedLine> Lines)
{
    public static readonly StreamRegions None = new([], []);
}
