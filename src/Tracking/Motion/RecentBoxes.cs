using Glip.Core;

namespace Glip.Tracking;

/// <summary>Detected boxes of a track over the last second, but at least the last three, so that slow streams have a speed too.</summary>
internal sealed class RecentBoxes
{
    private const int Least = 3;

    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(1);

    private readonly List<(TimeSpan At, BoundingBox Box)> _boxes = [];

    /// <summary>Whether there are enough boxes for a speed.</summary>
    public bool Enough => _boxes.Count >= Least;

    public void Add(TimeSpan at, BoundingBox box)
    {
        _boxes.Add((at, box));
        while (_boxes.Count > Least && at - _boxes[0].At > s_span)
        {
            _boxes.RemoveAt(0);
        }
    }

    /// <summary>Median of x and of y of the anchor points: one box cut off by something in front does not move it.</summary>
    public (float X, float Y) MedianAnchor => (Median(box => box.Anchor.X), Median(box => box.Anchor.Y));

    /// <summary>Least-squares slope of a point of the box over time, which noise of single boxes moves little; 0 without spacing in time.</summary>
    public Velocity VelocityOf(Func<BoundingBox, (float X, float Y)> point)
    {
        var middle = _boxes.Average(b => b.At.TotalSeconds);
        double x = 0, y = 0, spacing = 0;
        foreach (var (at, box) in _boxes)
        {
            var t = at.TotalSeconds - middle;
            var p = point(box);
            x += t * p.X;
            y += t * p.Y;
            spacing += t * t;
        }

        return spacing > 0 ? new(x / spacing, y / spacing) : default;
    }

    private float Median(Func<BoundingBox, float> coordinate)
    {
        var sorted = _boxes.Select(b => coordinate(b.Box)).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
