namespace Glip.Core;

/// <summary>
/// The frame in which a track looks best so far: found with a high score, large, whole and sharp. Its picture is the one that is kept.
/// </summary>
/// <param name="Frame">Which frame.</param>
/// <param name="Phrase">The phrase that scored best in it.</param>
/// <param name="Score">Of that phrase in that frame, in [0, 1].</param>
/// <param name="Box">In source pixels.</param>
public sealed record BestFrame(FrameHeader Frame, Phrase Phrase, float Score, BoundingBox Box);
