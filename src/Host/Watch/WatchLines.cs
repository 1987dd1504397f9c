using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Events from a broker as people read them: one line each.</summary>
internal static class WatchLines
{
    /// <summary>Such as <c>09:14:07  front_door  line        person 0.69  track 4  doorstep in</c>, with the day where it is another one.</summary>
    public static string Of(WatchedMessage message, TimeProvider time)
    {
        var e = message.Event;
        var line = string.Create(CultureInfo.InvariantCulture, $"{Time(e.At, time)}  {message.Stream}  {EventWords.Of(e.Type),-10}  {e.Phrase} {e.ShownScore:0.00}  track {e.TrackId}");
        return string.Concat([line, .. new[] { Details(e), Marks(message.Mark) }.Where(part => part.Length > 0).Select(part => $"  {part}")]);
    }

    /// <summary>Local time, with the day where it is not today.</summary>
    public static string Time(DateTimeOffset at, TimeProvider time)
    {
        var local = TimeZoneInfo.ConvertTime(at, time.LocalTimeZone);
        return local.ToString(local.Date == time.GetLocalNow().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>A length of time, such as <c>43.8 s</c>, <c>5 min</c>, <c>3 h 20 min</c>.</summary>
    public static string Length(double seconds) => seconds switch
    {
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s"),
        < 6000 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0} h {Math.Floor(seconds % 3600 / 60):0} min"),
    };

    private static string Details(WatchedEvent e) => e.Type switch
    {
        EventType.Update => $"({string.Join(", ", e.Changes).ToLowerInvariant()})",
        EventType.ZoneEnter => e.Zone ?? string.Empty,
        EventType.ZoneLeave => $"{e.Zone} after {Length(e.DwellS ?? 0)}",
        EventType.Dwell => $"{e.Zone} for {Length(e.DwellS ?? 0)}",
        EventType.LineCross => $"{e.Line} {e.LineLabel ?? EventWords.Of(e.LineDirection)}",
        EventType.End => $"after {Length(e.DurationS)} ({EventWords.Of(e.EndReason)})",
        _ => string.Empty,
    };

    private static string Marks(WatchMark mark) => mark == WatchMark.None ? string.Empty : mark.ToString().ToLowerInvariant();
}
