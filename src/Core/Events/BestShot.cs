namespace Glip.Core;

/// <summary>A track that looks better in this frame than in any before it.</summary>
/// <param name="TrackId">Number of the track; it may not be confirmed yet.</param>
/// <param name="Best">The present frame as the track's best.</param>
public readonly record struct BestShot(int TrackId, BestFrame Best);
