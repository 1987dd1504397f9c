using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>What has just been told of tracks, in words beside them for a moment.</summary>
internal sealed class EventNotes
{
    private static readonly TimeSpan s_time = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan s_flash = TimeSpan.FromSeconds(0.5);

    private readonly List<PhraseEvent> _recent = [];
    private DateTimeOffset _now;

    /// <summary>Takes note of what a frame brought.</summary>
    public void Take(FrameReport report)
    {
        _now = report.Header.CapturedAt;
        _recent.RemoveAll(told => _now - told.Frame.CapturedAt > s_time);
        _recent.AddRange(report.Events.Where(told => Text(told) is not null));
    }

    /// <summary>Whether something was told of a track just now.</summary>
    public bool IsNew(int trackId) => _recent.Exists(told => told.TrackId == trackId && _now - told.Frame.CapturedAt <= s_flash);

    /// <summary>Beside the tracks as long as they are there, else where they were.</summary>
    public IEnumerable<Caption> Captions(ImmutableArray<ReportedTrack> tracks) => _recent.GroupBy(told => told.TrackId).Select(notes =>
    {
        var box = tracks.Where(track => track.TrackId == notes.Key).Select(track => (BoundingBox?)track.Box).FirstOrDefault() ?? notes.Last().Box;
        return new Caption(new Vector2(box.Right, (box.Top + box.Bottom) / 2), string.Join(", ", notes.Select(Text)), Rgb.White);
    });

    private static string? Text(PhraseEvent told) => told.Type switch
    {
        EventType.Start => "start",
        EventType.LineCross => string.Create(CultureInfo.InvariantCulture, $"{told.Line}: {told.LineLabel ?? "crossed"}"),
        EventType.ZoneEnter => $"enters {told.Zone}",
        EventType.ZoneLeave => $"leaves {told.Zone}",
        EventType.Dwell => string.Create(CultureInfo.InvariantCulture, $"{told.DwellThreshold?.TotalSeconds:0.#} s in {told.Zone}"),
        _ => null,
    };
}
