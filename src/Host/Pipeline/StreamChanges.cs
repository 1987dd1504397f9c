using System.Collections.Immutable;

namespace Glip.Host;

/// <summary>What another configuration did to the streams.</summary>
/// <param name="Restarted">Names of those that were started, stopped, or started again.</param>
/// <param name="InPlace">Names of those that go on with another prompt, other zones or times.</param>
/// <param name="Problems">What is wrong with sources and targets.</param>
internal sealed record StreamChanges(ImmutableArray<string> Restarted, ImmutableArray<string> InPlace, ImmutableArray<string> Problems);
