using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Host;

/// <summary>An event that would have been told.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="File">The video.</param>
/// <param name="Phrase">What it leads with.</param>
/// <param name="Score">Best score of that phrase.</param>
/// <param name="TrackId">Number of the track.</param>
/// <param name="Begin">Time of its first frame in the video.</param>
/// <param name="Length">How long it lasted.</param>
/// <param name="Zones">Zones that it was in.</param>
internal sealed record ReplayedEvent(Guid EventId, string File, string Phrase, float Score, int TrackId, TimeSpan Begin, TimeSpan Length, ImmutableArray<string> Zones)
{
    /// <param name="e">Its newest message.</param>
    /// <param name="begin">Time of its first frame in the video.</param>
    public static ReplayedEvent Of(PhraseEvent e, TimeSpan begin) =>
        new(e.EventId, e.Stream.Media?.Path ?? string.Empty, e.Leading.Sought.Phrase.Text, e.Leading.TopScore, e.TrackId, begin, e.Duration, e.EnteredZones);
}
