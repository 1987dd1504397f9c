namespace Glip.Host;

/// <summary>A switch that was set.</summary>
/// <param name="Instead">What was configured at that time: the opposite ends this.</param>
/// <param name="On">Whether the stream runs.</param>
internal sealed record SetSwitchMemory(bool Instead, bool On);
