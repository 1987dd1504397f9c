namespace Glip.Core;

/// <summary>An open event as it is in one frame.</summary>
/// <param name="TrackId">Number of the track.</param>
/// <param name="Box">In source pixels, clipped to the image.</param>
/// <param name="Origin">Whether the box was found in this frame.</param>
/// <param name="Leading">The phrase that the event is shown under.</param>
public readonly record struct ReportedTrack(int TrackId, BoundingBox Box, BoxOrigin Origin, EventPhrase Leading);
