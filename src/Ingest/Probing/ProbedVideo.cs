using Glip.Core;

namespace Glip.Ingest;

/// <summary>The video stream of a file that frames are taken from.</summary>
/// <param name="Info">What is known of it.</param>
/// <param name="Start">Where it begins, counted from the beginning of the file; null when unknown.</param>
/// <param name="StatedFrames">Number of frames that the header states; null when it does not.</param>
internal sealed record ProbedVideo(SourceInfo Info, TimeSpan? Start, long? StatedFrames);
