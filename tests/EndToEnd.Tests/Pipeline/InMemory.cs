using Glip.Host;

namespace Glip.EndToEnd.Tests;

/// <summary>What a stream needs, kept nowhere.</summary>
internal static class InMemory
{
    public static StreamNumbers Numbers() => new("test", new PromptVersions("test", RunMemory.OfThisRun(), TimeProvider.System));
}
