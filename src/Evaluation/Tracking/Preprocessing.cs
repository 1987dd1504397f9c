namespace Glip.Evaluation;

/// <summary>
/// Takes out of a frame what says nothing about a tracker of pedestrians. Where ground truth has classes: boxes of tracks that lie on a thing that is neither clearly
/// a pedestrian nor clearly none, and all of the truth that is no pedestrian. Always: what is marked as not considered in the truth.
/// </summary>
/// <remarks>
/// Source: TrackEval, datasets/mot_challenge_2d_box.py, as for MOT16 and MOT17; without classes as for MOT15. The rule of MOT20, for which vehicles without motor are
/// neither too, is left out.
/// </remarks>
internal static class Preprocessing
{
    private const int Pedestrian = 1;

    // Person on a vehicle, static person, distractor, reflection.
    private static readonly int[] s_distractors = [2, 7, 8, 12];

    /// <param name="truth">Everything marked in a frame.</param>
    /// <param name="tracks">Everything tracked in it.</param>
    public static (MotRow[] Truth, MotRow[] Tracks) Apply(MotRow[] truth, MotRow[] tracks)
    {
        var distracted = truth.Any(IsDistractor) ? Distracted(truth, tracks) : [];
        return ([.. truth.Where(row => row.Confidence != 0 && row.Class is null or Pedestrian)], [.. tracks.Where((_, place) => !distracted.Contains(place))]);
    }

    private static bool IsDistractor(MotRow row) => row.Class is { } number && s_distractors.Contains(number);

    /// <summary>Matches all that is marked, and finds the places of tracks that got a distractor.</summary>
    private static HashSet<int> Distracted(MotRow[] truth, MotRow[] tracks)
    {
        var frame = new FrameBoxes([.. truth.Select(row => row.Id)], [.. tracks.Select(row => row.Id)], SequenceBoxes.Similarity(truth, tracks));
        var pairs = FrameBoxes.Match(frame.Table((_, _, iou) => iou < Threshold.Iou ? 0 : iou));
        return [.. pairs.Where(pair => IsDistractor(truth[pair.Truth])).Select(pair => pair.Track)];
    }
}
