using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>Joins detections of different phrases that lie on the same body, by the rule of <see cref="OneBody"/>.</summary>
internal sealed class BodyFinder
{
    private readonly List<Body> _bodies = [];
    private Detection[] _sorted = [];
    private BoundingBox[] _boxes = []; // of the bodies, side by side in memory

    /// <summary>
    /// Takes detections best first. Each joins the body whose box (that of its best detection) it covers best, if both are one body and it
    /// does not have its phrase yet; otherwise it is a body of its own. So two detections of one phrase never join.
    /// </summary>
    /// <returns>Best first. Valid until the next call.</returns>
    public ReadOnlySpan<Body> Find(ImmutableArray<Detection> detections)
    {
        Buffers.Hold(ref _sorted, detections.Length);
        Buffers.Hold(ref _boxes, detections.Length);
        detections.CopyTo(_sorted);
        var sorted = _sorted.AsSpan(0, detections.Length);
        sorted.Sort(DetectionOrder.BestFirst);

        var count = 0;
        foreach (var detection in sorted)
        {
            if (HomeOf(detection.Box, detection.Phrase, count) is { } home)
            {
                home.Join(detection);
            }
            else
            {
                _boxes[count] = detection.Box;
                Next(count++).Begin(detection);
            }
        }

        return CollectionsMarshal.AsSpan(_bodies)[..count];
    }

    private Body? HomeOf(BoundingBox box, Phrase phrase, int count)
    {
        Body? home = null;
        var best = 0f;
        for (var i = 0; i < count; i++)
        {
            if (box.Touches(_boxes[i]) && !_bodies[i].Has(phrase) && OneBody.Holds(box, _boxes[i]) && box.IoU(_boxes[i]) > best)
            {
                home = _bodies[i];
                best = box.IoU(_boxes[i]);
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
