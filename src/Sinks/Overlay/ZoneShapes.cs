using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Outlines and names of zones; one in which something is that was told of is filled and bright.</summary>
internal sealed class ZoneShapes
{
    private readonly ImmutableArray<(string Name, Stroke Calm)> _zones;

    public ZoneShapes(ImmutableArray<Zone> zones, ImageSize size)
    {
        _zones = [.. zones.Select(zone => (zone.Name, Outline(zone, size)))];
        Captions = [.. _zones.Select(zone => new Caption(Top(zone.Calm.Points), zone.Name, OverlayColours.Ground) { Opacity = 0.6f })];
    }

    /// <summary>The name of each, at its highest corner.</summary>
    public ImmutableArray<Caption> Captions { get; }

    public IEnumerable<Stroke> Strokes(ImmutableArray<ReportedTrack> tracks) => _zones.Select(zone =>
        tracks.Any(track => track.HasEvent && track.Zones.Contains(zone.Name, StringComparer.Ordinal))
            ? zone.Calm with { Colour = OverlayColours.Lively, Opacity = 1, Fill = 0.15f }
            : zone.Calm);

    private static Stroke Outline(Zone zone, ImageSize size) =>
        new([.. zone.Points.Select(point => new Vector2((float)(point.X * size.Width), (float)(point.Y * size.Height)))], OverlayColours.Calm) { Closed = true, Opacity = 0.8f, Rim = true };

    private static Vector2 Top(ImmutableArray<Vector2> points) => points.MinBy(point => (point.Y, point.X));
}
