using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Whether one object is in one zone. It has entered (left) when it was inside (outside) in <see cref="Zone.Inertia"/> detected frames
/// in a row, and then counts as inside (outside) from the first of them on.
/// </summary>
internal sealed class ZoneWatch(Zone zone)
{
    private readonly HashSet<TimeSpan> _toldLimits = [];
    private int _run; // frames in a row on the other side of the edge
    private TimeSpan _runSince;
    private TimeSpan _enteredAt;

    /// <summary>May be drawn anew at any time.</summary>
    public Zone Zone { get; set; } = zone;

    public bool Inside { get; private set; }

    /// <summary>Takes in a frame in which the object was detected.</summary>
    /// <param name="anchor">Where it is.</param>
    /// <param name="now">Time of the frame.</param>
    /// <param name="news">Takes what happened.</param>
    public void Observe(ImagePoint anchor, TimeSpan now, List<RegionEvent> news)
    {
        var inside = Zone.Contains(anchor);
        if (inside != Inside)
        {
            CountTowardsChange(now, news);
        }
        else
        {
            _run = 0;
        }

        if (Inside && inside)
        {
            TellLimits(now - _enteredAt, news);
        }
    }

    private void CountTowardsChange(TimeSpan now, List<RegionEvent> news)
    {
        _runSince = _run == 0 ? now : _runSince;
        if (++_run < Zone.Inertia)
        {
            return;
        }

        _run = 0;
        Inside = !Inside;
        if (Inside)
        {
            _enteredAt = _runSince;
            _toldLimits.Clear();
            news.Add(new(EventType.ZoneEnter, Zone.Name));
        }
        else
        {
            news.Add(new(EventType.ZoneLeave, Zone.Name) { Dwell = _runSince - _enteredAt });
        }
    }

    private void TellLimits(TimeSpan dwell, List<RegionEvent> news)
    {
        foreach (var limit in Zone.Dwell)
        {
            if (dwell >= limit && _toldLimits.Add(limit))
            {
                news.Add(new(EventType.Dwell, Zone.Name) { Dwell = dwell, DwellThreshold = limit });
            }
        }
    }
}
