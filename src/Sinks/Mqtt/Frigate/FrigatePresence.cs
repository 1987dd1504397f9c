using System.Collections.Immutable;

namespace Glip.Sinks;

/// <summary>An object that is there, as it is counted.</summary>
/// <param name="Label">Of the object.</param>
/// <param name="Zones">Names of the zones it is in.</param>
/// <param name="Active">Whether it moves.</param>
public readonly record struct FrigatePresence(string Label, ImmutableArray<string> Zones, bool Active)
{
    public bool Equals(FrigatePresence other) => Label == other.Label && Active == other.Active && Zones.SequenceEqual(other.Zones, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Label, Active, Zones.Length);
}
