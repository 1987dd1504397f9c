using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>One stream.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Source">Path of the file.</param>
/// <param name="MediaPath">The path as events name it: relative, with <c>/</c>.</param>
/// <param name="Prompt">What is sought.</param>
/// <param name="FramesPerSecond">Frames looked at in a second; null for all.</param>
/// <param name="Tracker">How objects are followed.</param>
/// <param name="Events">When events are told.</param>
internal sealed record StreamConfiguration(
    string Id, string Source, string MediaPath, Prompt Prompt, double? FramesPerSecond, TrackerOptions Tracker, EventOptions Events);
