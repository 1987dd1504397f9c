using Glip.Core;

namespace Glip.Tracking;

/// <summary>Joins detections of different phrases that lie on the same body.</summary>
internal static class BodyFinder
{
    // Above the 0.6 at which non-maximum suppression calls two boxes of one phrase the same thing. The phrases of one body have
    // nearly equal boxes; a driver in a car or a rider on a bicycle stays well below.
    public const float SameBodyIoU = 0.7f;

    /// <summary>
    /// Takes detections best first. Each joins the body whose box (that of its best detection) it covers best, if IoU is at least 0.7
    /// and the body does not have its phrase yet; otherwise it is a body of its own. So two detections of one phrase never join.
    /// </summary>
    /// <returns>Best first.</returns>
    public static List<Body> Find(IEnumerable<Detection> detections)
    {
        List<Body> bodies = [];
        foreach (var (box, phrase, score) in detections.OrderByDescending(d => d.Score))
        {
            var found = new PhraseScore(phrase, score);
            var home = HomeOf(box, phrase, bodies);
            if (home >= 0)
            {
                bodies[home] = bodies[home] with { Phrases = bodies[home].Phrases.Add(found) };
            }
            else
            {
                bodies.Add(new(box, [found]));
            }
        }

        return bodies;
    }

    /// <returns>Index of the body; -1 when there is none.</returns>
    private static int HomeOf(BoundingBox box, Phrase phrase, List<Body> bodies)
    {
        var home = -1;
        var best = 0f;
        for (var i = 0; i < bodies.Count; i++)
        {
            var iou = box.IoU(bodies[i].Box);
            if (iou >= SameBodyIoU && iou > best && !bodies[i].Phrases.Any(p => p.Phrase == phrase))
            {
                home = i;
                best = iou;
            }
        }

        return home;
    }
}
