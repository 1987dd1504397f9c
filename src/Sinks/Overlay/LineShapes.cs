using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Directed lines: an arrow for each way across with how often it was taken; bright when something has just crossed.</summary>
internal sealed class LineShapes
{
    private static readonly TimeSpan s_lively = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<Crossed> _lines;

    public LineShapes(ImmutableArray<DirectedLine> lines, ImageSize size) => _lines = [.. lines.Select(line => new Crossed(line, size))];

    /// <summary>Takes note of what has crossed.</summary>
    public IEnumerable<Stroke> Strokes(FrameReport report)
    {
        foreach (var crossing in report.Events.Where(e => e.Type == EventType.LineCross))
        {
            _lines.FirstOrDefault(line => line.Name == crossing.Line)?.Count(crossing);
        }

        return _lines.SelectMany(line => line.Strokes(report.Header.CapturedAt));
    }

    public IEnumerable<Caption> Captions() => _lines.SelectMany(line => line.Captions());

    private sealed class Crossed(DirectedLine line, ImageSize size)
    {
        private readonly LineGeometry _geometry = new(line, size);
        private (int LeftToRight, int RightToLeft) _counts;
        private DateTimeOffset? _lastAt;

        public string Name => line.Name;

        public void Count(PhraseEvent crossing)
        {
            var rightward = crossing.LineDirection == LineDirection.LeftToRight;
            _counts = rightward ? (_counts.LeftToRight + 1, _counts.RightToLeft) : (_counts.LeftToRight, _counts.RightToLeft + 1);
            _lastAt = crossing.Frame.CapturedAt;
        }

        public IEnumerable<Stroke> Strokes(DateTimeOffset now)
        {
            var colour = now - _lastAt <= s_lively ? OverlayColours.Lively : OverlayColours.Calm;
            return _geometry.Strokes.Select(points => new Stroke(points, colour) { Rim = true, Opacity = 0.85f });
        }

        public IEnumerable<Caption> Captions() =>
        [
            Caption(_geometry.Name, line.Name),
            Caption(_geometry.Right, Text(line.LeftToRight, _counts.LeftToRight)),
            Caption(_geometry.Left, Text(line.RightToLeft, _counts.RightToLeft)),
        ];

        private static Caption Caption(Vector2 at, string text) => new(at, text, OverlayColours.Ground) { Opacity = 0.6f };

        private static string Text(string? label, int count) => label is null ? count.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{label} {count}");
    }
}
