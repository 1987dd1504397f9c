using Glip.Core;

namespace Glip.Host;

/// <summary>How one stream is. Nothing in it says where the camera is.</summary>
/// <param name="Id">Name of the stream.</param>
/// <param name="State">Where it is in its life.</param>
/// <param name="Since">When the state began.</param>
/// <param name="LastFrameAge">Time since the last frame came in; null before the first.</param>
/// <param name="Reconnects">How often the source was lost and found again since the start.</param>
internal sealed record StreamHealth(string Id, StreamState State, DateTimeOffset Since, TimeSpan? LastFrameAge, long Reconnects);
