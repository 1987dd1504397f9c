namespace Glip.Host;

/// <summary>What a check of a model found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Passed">Whether it is as it must be.</param>
/// <param name="Detail">Numbers, and what was expected if it failed.</param>
internal sealed record CheckResult(string Name, bool Passed, string Detail);
