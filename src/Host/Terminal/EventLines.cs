using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Events as people read them: one line each.</summary>
internal static class EventLines
{
    /// <summary>Such as <c>00:12.4  street  start   person 0.71  track 4</c>.</summary>
    public static string Of(PhraseEvent e)
    {
        var leading = e.Leading;
        var at = Time(e.Frame.Pts);
        var type = e.Type switch { EventType.Start => "start ", EventType.Update => "update", _ => "end   " };
        var score = e.Type == EventType.End ? leading.TopScore : leading.Score;
        var line = string.Create(CultureInfo.InvariantCulture, $"{at}  {e.Stream.StreamId}  {type}  {leading.Sought.Phrase} {score:0.00}  track {e.TrackId}");
        return e.Type switch
        {
            EventType.Update => $"{line}  ({string.Join(", ", e.Changes).ToLowerInvariant()})",
            EventType.End => string.Create(CultureInfo.InvariantCulture, $"{line}  after {e.Duration.TotalSeconds:0.0} s ({Reason(e.EndReason)})"),
            _ => line,
        };
    }

    /// <summary>Minutes and seconds, with hours where there are any.</summary>
    public static string Time(TimeSpan time) =>
        time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss\.f" : @"mm\:ss\.f", CultureInfo.InvariantCulture);

    private static string Reason(EndReason? reason) => reason switch
    {
        EndReason.Left => "left the picture",
        EndReason.Lost => "lost",
        EndReason.StreamEnded => "end of file",
        _ => "stopped",
    };
}
