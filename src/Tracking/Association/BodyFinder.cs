using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Joins detections of different phrases that lie on the same body, by the rule of <see cref="OneBody"/>.</summary>
internal sealed class BodyFinder
{
    private readonly List<Body> _bodies = [];
    private Detection[] _sorted = [];

    /// <summary>
    /// Takes detections best first. Each joins the body whose box (that of its best detection) it covers best, if both are one body and it
    /// does not have its phrase yet; otherwise it is a body of its own. So two detections of one phrase never join.
    /// </summary>
    /// <returns>Best first. Valid until the next call.</returns>
    public ReadOnlySpan<Body> Find(ImmutableArray<Detection> detections)
    {
        Buffers.Hold(ref _sorted, detections.Length);
        detections.CopyTo(_sorted);
        var sorted = _sorted.AsSpan(0, detections.Length);
        sorted.Sort(DetectionOrder.BestFirst);

        var count = 0;
        foreach (var detection in sorted)
        {
            if (HomeOf(detection, count) is { } home)
            {
                home.Join(detection);
            }
            else
            {
                Next(count++).Begin(detection);
            }
        }

        return CollectionsMarshal.AsSpan(_bodies)[..count];
    }

    private Body? HomeOf(Detection detection, int count)
    {
        Body? home = null;
        var best = 0f;
        for (var i = 0; i < count; i++)
        {
            var body = _bodies[i];
            if (!body.Has(detection.Phrase) && OneBody.Holds(detection.Box, body.Box) && detection.Box.IoU(body.Box) > best)
            {
                home = body;
                best = detection.Box.IoU(body.Box);
            }
        }

        return home;
    }

    private Body Next(int index)
    {
        if (index == _bodies.Count)
        {
            _bodies.Add(new());
        }

        return _bodies[index];
    }
}
