using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>A track of SORT: centre and area at constant velocity, aspect constant. Numbers: abewley/sort, sort.py, KalmanBoxTracker.</summary>
internal sealed class PlainTrack(int id, BoundingBox first)
{
    private readonly PlainCoordinate _u = new((first.Left + first.Right) / 2, 1, 1, 0.01);
    private readonly PlainCoordinate _v = new((first.Top + first.Bottom) / 2, 1, 1, 0.01);
    private readonly PlainCoordinate _area = new(first.Area, 10, 1, 0.0001);
    private readonly PlainCoordinate _aspect = new(first.Width / first.Height, 10, 1, 0);

    public int Id => id;

    public int Streak { get; private set; }

    public int SinceFound { get; private set; }

    public BoundingBox Box
    {
        get
        {
            var width = Math.Sqrt(_area.Value * _aspect.Value);
            var height = _area.Value / width;
            return new((float)(_u.Value - (width / 2)), (float)(_v.Value - (height / 2)), (float)(_u.Value + (width / 2)), (float)(_v.Value + (height / 2)));
        }
    }

    public void Predict()
    {
        if (_area.Next <= 0)
        {
            _area.Stop();
        }

        _u.Predict();
        _v.Predict();
        _area.Predict();
        _aspect.Predict();
        Streak = SinceFound > 0 ? 0 : Streak;
        SinceFound++;
    }

    public void Find(BoundingBox box)
    {
        _u.Correct((box.Left + box.Right) / 2);
        _v.Correct((box.Top + box.Bottom) / 2);
        _area.Correct(box.Area);
        _aspect.Correct(box.Width / box.Height);
        (SinceFound, Streak) = (0, Streak + 1);
    }
}
