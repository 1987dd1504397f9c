using Glip.Core;

namespace Glip.Sinks;

/// <summary>An event as the report shows it.</summary>
/// <param name="TrackId">Number of the track.</param>
/// <param name="Phrase">The phrase that it is shown under.</param>
/// <param name="TopScore">Best score of that phrase, in [0, 1].</param>
/// <param name="Start">When it began, in the video.</param>
/// <param name="Duration">How long it lasted.</param>
/// <param name="EndReason">Why it ended; null while it is open.</param>
/// <param name="Jpeg">Its picture; null when none is kept.</param>
internal sealed record ReportedEvent(int TrackId, string Phrase, float TopScore, TimeSpan Start, TimeSpan Duration, EndReason? EndReason, ReadOnlyMemory<byte>? Jpeg)
{
    public TimeSpan End => Start + Duration;

    public Rgb Colour => TrackColours.Of(TrackId);
}
