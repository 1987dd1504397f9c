using Glip.Core;

namespace Glip.Ingest;

/// <summary>When a frame was captured.</summary>
/// <param name="Pts">Since the first frame of the stream; rises with every frame.</param>
/// <param name="At">In UTC.</param>
/// <param name="Origin">By which clock.</param>
internal readonly record struct CaptureTime(TimeSpan Pts, DateTimeOffset At, CaptureOrigin Origin);
