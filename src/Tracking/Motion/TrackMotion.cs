using System.Numerics;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Where an object is and how it moves: what was seen of it, and what the filter makes of that.</summary>
internal sealed class TrackMotion
{
    // In longer sides of the box: a track lost for long must not reach for everyone around.
    private const double MostReach = 1;

    // Steps of the virtual way over a gap; more would not bend it further.
    private const int MostVirtualSteps = 16;

    // Sides. Below it, a direction is partly the detector's noise, and counts in part.
    private const double SureWay = 0.25;

    private readonly Observations _observations;
    private BoxFilter _filter;
    private BoxFilter _atLast; // as it was when the object was seen last
    private TimeSpan _unseen;
    private int _steps;

    public TrackMotion(BoundingBox first)
    {
        _filter = _atLast = new(first);
        _observations = new(first.Centre());
        Last = Predicted = first;
    }

    /// <summary>Where it was seen last, in pixels of the present frame.</summary>
    public BoundingBox Last { get; private set; }

    /// <summary>Where it should be in this frame.</summary>
    public BoundingBox Predicted { get; private set; }

    /// <summary>How far from there it may well be, in pixels: a standard deviation, but not much more than the object's size.</summary>
    public (float X, float Y) Reach { get; private set; }

    /// <summary>Moves on in time without a look.</summary>
    public void Advance(TimeSpan step)
    {
        _filter = _filter.Predict(step);
        _observations.Advance(step);
        _unseen += step;
        _steps++;
        Expect();
    }

    /// <summary>Takes in where it was seen in this frame. After a gap, the filter goes the straight way from the last place to this one anew: while unseen, it drifted.</summary>
    /// <remarks>Source: OC-SORT (arXiv 2203.14360), section 4.1, observation-centric re-update.</remarks>
    public void Observe(BoundingBox box)
    {
        if (_steps > 1)
        {
            FollowVirtualWay(box);
        }

        _atLast = _filter = _filter.Correct(box);
        _observations.Add(box.Centre());
        (Last, _unseen, _steps) = (box, TimeSpan.Zero, 0);
    }

    /// <summary>Turns with the camera.</summary>
    /// <param name="turn">Maps pixels of the frame before to this one, as row vectors.</param>
    public void Turn(Matrix3x2 turn)
    {
        _filter = _filter.Turn(turn);
        _atLast = _atLast.Turn(turn);
        _observations.Turn(turn);
        Last = Last.Turn(turn);
        Expect();
    }

    /// <summary>
    /// How well the way from where it was seen last to a box goes on in its direction: 0.5 straight on, -0.5 straight back, nearer to 0 for short
    /// ways, whose direction is not sure.
    /// </summary>
    /// <remarks>Source: OC-SORT (arXiv 2203.14360), section 4.2; differs from it: short ways count less.</remarks>
    public double Momentum(BoundingBox box)
    {
        var way = _observations.Way;
        var from = Last.Centre();
        var to = box.Centre();
        var ahead = new Vector2(to.X - from.X, to.Y - from.Y);
        var sure = SureWay * Math.Max(1, Last.LongerSide());
        var certainty = Math.Min(1, way.Length() / sure) * Math.Min(1, ahead.Length() / sure);
        if (certainty == 0)
        {
            return 0;
        }

        var angle = Math.Abs(Math.Atan2((way.X * ahead.Y) - (way.Y * ahead.X), Vector2.Dot(way, ahead)));
        return certainty * (0.5 - (angle / Math.PI));
    }

    private void Expect()
    {
        Predicted = _filter.Box;
        var most = MostReach * Predicted.LongerSide();
        var (x, y) = _filter.Spread;
        Reach = ((float)Math.Min(x, most), (float)Math.Min(y, most));
    }

    private void FollowVirtualWay(BoundingBox box)
    {
        var steps = Math.Min(_steps, MostVirtualSteps);
        _filter = _atLast;
        for (var step = 1; step < steps; step++)
        {
            _filter = _filter.Predict(_unseen / steps).Correct(Last.Towards(box, (float)step / steps));
        }

        _filter = _filter.Predict(_unseen / steps);
    }
}
