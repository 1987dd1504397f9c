using System.Collections.Immutable;

namespace Glip.Host;

/// <summary>A configuration that was checked as a whole: what to look for, where, and where to write what was found.</summary>
/// <param name="Instance">Name of the running program.</param>
/// <param name="ModelFolder">The model package.</param>
/// <param name="DataFolder">Everything that is written lies below it.</param>
/// <param name="Streams">At least one; their names differ.</param>
/// <param name="Sinks">Where results go.</param>
internal sealed record GlipConfiguration(
    string Instance, string ModelFolder, string DataFolder, ImmutableArray<StreamConfiguration> Streams, SinkConfiguration Sinks);
