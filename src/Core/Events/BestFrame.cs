namespace Glip.Core;

/// <summary>The frame in which a track had its best score so far.</summary>
/// <param name="Frame">Which frame.</param>
/// <param name="Phrase">The phrase that scored.</param>
/// <param name="Score">In [0, 1].</param>
/// <param name="Box">In source pixels.</param>
public sealed record BestFrame(FrameHeader Frame, Phrase Phrase, float Score, BoundingBox Box);
