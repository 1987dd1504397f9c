using System.Collections.Immutable;
using System.Numerics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The way that tracks took in the last two seconds, at their feet, fading.</summary>
internal sealed class TrackTails
{
    private const int Fades = 4;
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(2);

    private readonly Dictionary<int, Queue<(DateTimeOffset At, Vector2 Place)>> _tails = [];

    /// <summary>Takes note of where the tracks are.</summary>
    public void Follow(FrameReport report)
    {
        var live = report.Tracks.Where(track => track.HasEvent).ToDictionary(track => track.TrackId);
        foreach (var gone in _tails.Keys.Where(id => !live.ContainsKey(id)).ToList())
        {
            _tails.Remove(gone);
        }

        foreach (var track in live.Values)
        {
            Follow(report.Header, track);
        }
    }

    /// <param name="frame">Where the camera looks now: tails stay where the things were.</param>
    public IEnumerable<Stroke> Strokes(FrameHeader frame)
    {
        var back = frame.View is { } view && Matrix3x2.Invert(view, out var inverse) ? inverse : Matrix3x2.Identity;
        return _tails.SelectMany(tail => Fading([.. tail.Value.Select(point => Vector2.Transform(point.Place, back))], TrackColours.Of(tail.Key)));
    }

    private void Follow(FrameHeader frame, ReportedTrack track)
    {
        var tail = _tails.TryGetValue(track.TrackId, out var known) ? known : _tails[track.TrackId] = new();
        var foot = new Vector2((track.Box.Left + track.Box.Right) / 2, track.Box.Bottom);
        tail.Enqueue((frame.CapturedAt, Vector2.Transform(foot, frame.View ?? Matrix3x2.Identity)));
        while (frame.CapturedAt - tail.Peek().At > s_length)
        {
            tail.Dequeue();
        }
    }

    /// <summary>Pieces of a tail, the oldest first and faintest.</summary>
    private static IEnumerable<Stroke> Fading(ImmutableArray<Vector2> points, Rgb colour)
    {
        for (var piece = 0; piece < Fades; piece++)
        {
            var (first, last) = (piece * (points.Length - 1) / Fades, (piece + 1) * (points.Length - 1) / Fades);
            if (last > first)
            {
                yield return new(points[first..(last + 1)], colour) { Opacity = (piece + 1f) / Fades };
            }
        }
    }
}
