using Glip.Core;

namespace Glip.Ingest;

/// <summary>A frame of a live source that ffmpeg is about to deliver.</summary>
/// <param name="Index">Its number among the frames decoded in this connection, from 0.</param>
/// <param name="Time">Its time on ffmpeg's clock; null when the source does not say.</param>
/// <param name="Source">Size of the picture as decoded.</param>
/// <param name="Size">Size of the pixels that follow.</param>
/// <param name="Arrival">When it arrived.</param>
internal readonly record struct TakenFrame(long Index, TimeSpan? Time, ImageSize Source, ImageSize Size, Arrival Arrival);
