namespace Glip.Evaluation;

/// <summary>Goes through the frames of a sequence, and keeps tracks on their things as long as they fit.</summary>
/// <remarks>
/// Source: as <see cref="ClearScore"/>; where the papers leave it open, as TrackEval, metrics/clear.py: a track keeps its thing if it had it in the frame before in which
/// there were both truth and tracks; all else is matched by the largest sum of IoU.
/// </remarks>
internal sealed class ClearScorer
{
    private const int None = -1;

    // More than the IoU of all other pairs of a frame.
    private const double Kept = 1000;

    private readonly SequenceBoxes _sequence;

    // Of each thing: its track the last time that it was found, and in the frame before.
    private readonly int[] _last;
    private readonly int[] _before;

    private readonly int[] _found;
    private readonly int[] _beginnings;
    private int _switches;
    private double _iouSum;

    private ClearScorer(SequenceBoxes sequence)
    {
        var things = sequence.TruthCounts.Length;
        _sequence = sequence;
        _last = new int[things];
        _before = new int[things];
        _found = new int[things];
        _beginnings = new int[things];
        Array.Fill(_last, None);
        Array.Fill(_before, None);
    }

    public static ClearScore Score(SequenceBoxes sequence)
    {
        var scorer = new ClearScorer(sequence);
        foreach (var frame in sequence.Frames.Where(frame => !frame.IsOneSided))
        {
            scorer.Look(frame);
        }

        return scorer.Sum();
    }

    private void Look(FrameBoxes frame)
    {
        var likeness = frame.Table((truth, track, iou) =>
            iou < Threshold.Iou ? 0 : iou + (_before[frame.Truths[truth]] == frame.Tracks[track] ? Kept : 0));
        int[] before = [.. _before];
        Array.Fill(_before, None);
        foreach (var (truth, track) in FrameBoxes.Match(likeness))
        {
            var thing = frame.Truths[truth];
            Find(thing, frame.Tracks[track], isNew: before[thing] == None);
            _iouSum += frame.Similarity[truth, track];
        }
    }

    private void Find(int thing, int track, bool isNew)
    {
        _switches += _last[thing] != None && _last[thing] != track ? 1 : 0;
        _beginnings[thing] += isNew ? 1 : 0;
        _found[thing]++;
        _last[thing] = _before[thing] = track;
    }

    private ClearScore Sum()
    {
        var found = _found.Sum();
        var shares = _found.Zip(_sequence.TruthCounts, (hits, boxes) => (double)hits / boxes).ToList();
        var mostly = shares.Count(share => share > 0.8);
        var lost = shares.Count(share => share < 0.2);
        var fragments = _beginnings.Sum(beginnings => Math.Max(0, beginnings - 1));
        return new(
            found, _sequence.TruthBoxes - found, _sequence.TrackBoxes - found, _switches, fragments, mostly, shares.Count - mostly - lost, lost, _iouSum);
    }
}
