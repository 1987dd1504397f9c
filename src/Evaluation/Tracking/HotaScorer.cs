using System.Runtime.InteropServices;

namespace Glip.Evaluation;

/// <summary>Matches boxes so that things and tracks which fit over the whole sequence are preferred, and counts at each threshold what was matched.</summary>
/// <remarks>Source: arXiv 2009.07736, sections 5 and 6; the weight of a pair as in TrackEval, metrics/hota.py.</remarks>
internal sealed class HotaScorer
{
    private static readonly double[] s_alphas = [.. Enumerable.Range(1, 19).Select(step => Math.Round(0.05 * step, 2))];

    private readonly SequenceBoxes _sequence;

    // Of things and tracks that overlap somewhere: how many boxes they could share, each weighed by its share of all that overlap.
    private readonly Dictionary<(int Thing, int Track), double> _potential = [];

    // How many boxes they share, at each threshold.
    private readonly Dictionary<(int Thing, int Track), int[]> _shared = [];
    private readonly double[] _iouSums = new double[s_alphas.Length];

    private HotaScorer(SequenceBoxes sequence) => _sequence = sequence;

    public static HotaScore Score(SequenceBoxes sequence)
    {
        var scorer = new HotaScorer(sequence);
        foreach (var frame in sequence.Frames)
        {
            scorer.Weigh(frame);
        }

        foreach (var frame in sequence.Frames)
        {
            scorer.Match(frame);
        }

        return new([.. s_alphas.Select((_, step) => scorer.Sum(step))]);
    }

    private void Weigh(FrameBoxes frame)
    {
        var ofTruth = new double[frame.Truths.Length];
        var ofTrack = new double[frame.Tracks.Length];
        foreach (var (truth, track, iou) in frame.Overlaps)
        {
            ofTruth[truth] += iou;
            ofTrack[track] += iou;
        }

        foreach (var (truth, track, iou) in frame.Overlaps)
        {
            ref var potential = ref CollectionsMarshal.GetValueRefOrAddDefault(_potential, (frame.Truths[truth], frame.Tracks[track]), out _);
            potential += iou / (ofTruth[truth] + ofTrack[track] - iou);
        }
    }

    private void Match(FrameBoxes frame)
    {
        foreach (var (truth, track) in FrameBoxes.Match(frame.Table((truth, track, iou) => iou > 0 ? iou * Alignment((frame.Truths[truth], frame.Tracks[track])) : 0)))
        {
            Share((frame.Truths[truth], frame.Tracks[track]), frame.Similarity[truth, track]);
        }
    }

    /// <summary>Jaccard index of a thing and a track before anything is matched, in (0, 1].</summary>
    private double Alignment((int Thing, int Track) pair) => _potential[pair] / (Boxes(pair) - _potential[pair]);

    private int Boxes((int Thing, int Track) pair) => _sequence.TruthCounts[pair.Thing] + _sequence.TrackCounts[pair.Track];

    private void Share((int Thing, int Track) pair, double iou)
    {
        ref var shared = ref CollectionsMarshal.GetValueRefOrAddDefault(_shared, pair, out _);
        shared ??= new int[s_alphas.Length];
        for (var step = 0; step < s_alphas.Length && iou >= s_alphas[step] - Threshold.Rounding; step++)
        {
            shared[step]++;
            _iouSums[step] += iou;
        }
    }

    private HotaAlpha Sum(int step)
    {
        var (found, jaccard, recall, precision) = (0, 0.0, 0.0, 0.0);
        foreach (var (pair, counts) in _shared)
        {
            double shared = counts[step];
            found += counts[step];
            jaccard += shared * shared / (Boxes(pair) - shared);
            recall += shared * shared / _sequence.TruthCounts[pair.Thing];
            precision += shared * shared / _sequence.TrackCounts[pair.Track];
        }

        return new(s_alphas[step], found, _sequence.TruthBoxes - found, _sequence.TrackBoxes - found, jaccard, recall, precision, _iouSums[step]);
    }
}
