using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// What is drawn on the frames of a stream, so that a person sees why an event was told: zones and lines with their counts, tracks with where they
/// came from and what state they are in, and what has just been told of them. Reports come in their order.
/// </summary>
/// <param name="regions">Zones and lines of the stream.</param>
/// <param name="size">Size of the pictures, which is that of the source.</param>
internal sealed class Overlay(StreamRegions regions, ImageSize size)
{
    private readonly ZoneShapes _zones = new(regions.Zones, size);
    private readonly LineShapes _lines = new(regions.Lines, size);
    private readonly TrackTails _tails = new();
    private readonly EventNotes _notes = new();

    /// <summary>What is drawn on a frame, and on those after it until the next report.</summary>
    public Drawing Next(FrameReport report)
    {
        _tails.Follow(report);
        _notes.Take(report);
        return new Drawing
        {
            Strokes = [.. _zones.Strokes(report.Tracks), .. _lines.Strokes(report), .. _tails.Strokes(report.Header)],
            Boxes = [.. report.Tracks.OrderBy(track => track.HasEvent).Select(track => LabelledBox.Of(track) with { Heavy = _notes.IsNew(track.TrackId) })],
            Captions = [.. _zones.Captions, .. _lines.Captions(), .. _notes.Captions(report.Tracks)],
        };
    }
}
