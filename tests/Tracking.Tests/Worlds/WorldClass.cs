namespace Glip.Tracking.Tests;

/// <summary>Worlds of one kind, each made from a seed.</summary>
internal sealed record WorldClass(string Name, Func<Random, BoxWorld> Make)
{
    public IEnumerable<WorldFrame> Frames(int seed) => Make(new(seed)).Frames(seed);
}
