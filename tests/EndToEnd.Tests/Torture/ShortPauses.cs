namespace Glip.EndToEnd.Tests;

/// <summary>Chance that lets a connection be tried again soon: a run is to be spent with faults, not with pauses.</summary>
internal sealed class ShortPauses : Random
{
    public override double NextDouble() => base.NextDouble() / 20;
}
