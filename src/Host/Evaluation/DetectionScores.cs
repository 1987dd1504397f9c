using Glip.Tracking;

namespace Glip.Host;

/// <summary>
/// Confidences of a file of detections as scores. Those from 0 to 1 are scores already. In a file with any others, as some public detections of MOTChallenge have
/// them, they only tell what is better: every detection that is used counts as sure, the least with a half and the best with 1, in proportion between.
/// </summary>
internal sealed class DetectionScores
{
    private const double LeastSure = 0.5;

    private readonly double? _lowest;
    private readonly double _least;
    private readonly double _best;
    private readonly bool _areScores;

    /// <param name="confidences">All of the file.</param>
    /// <param name="lowest">Lowest confidence that is used; null for all.</param>
    public DetectionScores(IEnumerable<double> confidences, double? lowest)
    {
        double[] all = [.. confidences];
        _lowest = lowest;
        _areScores = all.All(confidence => confidence is >= 0 and <= 1);
        _least = Math.Max(all.DefaultIfEmpty().Min(), lowest ?? double.MinValue);
        _best = all.DefaultIfEmpty().Max();
    }

    /// <summary>Score in [0, 1] of a confidence that is used.</summary>
    public float Of(double confidence)
    {
        if (_areScores)
        {
            return (float)confidence;
        }

        return (float)(_best > _least ? LeastSure + ((1 - LeastSure) * (confidence - _least) / (_best - _least)) : 1);
    }

    /// <summary>Where a lowest score was given, tracks go on from it, and begin at it if that is more than they need otherwise.</summary>
    public TrackerOptions Fit(TrackerOptions options)
    {
        if (!_areScores || _lowest is null)
        {
            return options;
        }

        var low = (float)Math.Clamp(_lowest.Value, 0.01, 1);
        return options with { LowScore = low, HighScore = Math.Max(options.HighScore, low) };
    }
}
