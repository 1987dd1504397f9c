using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Events as people read them: one line each.</summary>
internal static class EventLines
{
    /// <summary>Such as <c>00:12.4  street  start       person 0.71  track 4</c>.</summary>
    public static string Of(PhraseEvent e)
    {
        var leading = e.Leading;
        var at = Time(e.Frame.Pts);
        var score = e.Type == EventType.End ? leading.TopScore : leading.Score;
        var line = string.Create(CultureInfo.InvariantCulture, $"{at}  {e.Stream.StreamId}  {EventWords.Of(e.Type),-10}  {leading.Sought.Phrase} {score:0.00}  track {e.TrackId}");
        return e.Type switch
        {
            EventType.Update => $"{line}  ({string.Join(", ", e.Changes).ToLowerInvariant()})",
            EventType.ZoneEnter => $"{line}  {e.Zone}",
            EventType.ZoneLeave => string.Create(CultureInfo.InvariantCulture, $"{line}  {e.Zone} after {e.Dwell?.TotalSeconds:0.0} s"),
            EventType.Dwell => string.Create(CultureInfo.InvariantCulture, $"{line}  {e.Zone} for {e.Dwell?.TotalSeconds:0.0} s"),
            EventType.LineCross => $"{line}  {e.Line} {e.LineLabel ?? EventWords.Of(e.LineDirection)}",
            EventType.End => string.Create(CultureInfo.InvariantCulture, $"{line}  after {e.Duration.TotalSeconds:0.0} s ({EventWords.Of(e.EndReason)})"),
            _ => line,
        };
    }

    /// <summary>Minutes and seconds, with hours where there are any.</summary>
    public static string Time(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss\.f" : @"mm\:ss\.f", CultureInfo.InvariantCulture);
}
