using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking;

/// <summary>
/// Lets a phrase count only where it fits clearly better than every decoy: no decoy whose box lies on the same place scores more than the
/// phrase's score less the margin. The decision on each detection depends on the set of detections only, not on their order.
/// </summary>
/// <param name="prompt">What is sought, and its decoys.</param>
public sealed class DecoyFilter(Prompt prompt)
{
    /// <summary>IoU from which two boxes lie on the same place; where COCO counts a box as found.</summary>
    public const float SamePlaceIoU = 0.5f;

    private readonly HashSet<Phrase> _decoys = [.. prompt.Decoys];
    private readonly float _margin = prompt.DecoyMargin;

    /// <summary>Takes the decoys out of a frame, and what they beat. Without decoys in it, the frame itself comes back and nothing is allocated.</summary>
    public JudgedFrame Judge(DetectedFrame frame) => _decoys.Count > 0 && HoldsDecoy(frame.Detections) ? TakeOut(frame) : new(frame, []);

    private JudgedFrame TakeOut(DetectedFrame frame)
    {
        var decoys = frame.Detections.Where(detection => _decoys.Contains(detection.Phrase)).ToList();
        var sought = frame.Detections.RemoveAll(detection => _decoys.Contains(detection.Phrase));
        return new(frame with { Detections = sought.RemoveAll(detection => IsBeaten(detection, decoys)) }, sought.RemoveAll(detection => !IsBeaten(detection, decoys)));
    }

    private bool HoldsDecoy(ImmutableArray<Detection> detections)
    {
        foreach (var detection in detections)
        {
            if (_decoys.Contains(detection.Phrase))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsBeaten(Detection detection, List<Detection> decoys) =>
        decoys.Exists(decoy => decoy.Score > detection.Score - _margin && decoy.Box.IoU(detection.Box) >= SamePlaceIoU);
}
