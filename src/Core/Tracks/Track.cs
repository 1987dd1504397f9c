using System.Collections.Immutable;

namespace Glip.Core;

/// <summary>One object across frames, as it is in the present frame.</summary>
/// <param name="Id">Number of the track in its stream, from 1, never used again.</param>
/// <param name="Box">Where it is, in source pixels; not clipped to the image.</param>
/// <param name="Origin">Whether the box was found in this frame or placed by the tracker.</param>
/// <param name="State">Where the track is in its life.</param>
/// <param name="Phrases">Every phrase whose box lies on this body in this frame, best first; empty unless detected.</param>
/// <param name="Hits">Frames in which the object was detected so far, at least 1.</param>
public sealed record Track(int Id, BoundingBox Box, BoxOrigin Origin, TrackState State, ImmutableArray<PhraseScore> Phrases, int Hits);
