using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Walkers, the nearest (lowest in the picture) first, as a detector with noise sees them.</summary>
/// <param name="Walkers">Those nearer hide those behind.</param>
internal sealed record Scene(params Walker[] Walkers)
{
    /// <summary>Standard deviation of each edge, in box heights.</summary>
    public double Noise { get; init; }

    /// <summary>Share of looks in which a visible walker is not detected.</summary>
    public double MissRate { get; init; }

    /// <summary>Something upright that hides whoever is behind it.</summary>
    public BoundingBox? Post { get; init; }

    public int Seed { get; init; }

    /// <summary>Runs a tracker over the scene.</summary>
    /// <returns>For each walker the ids of the tracks that were found on it, in order, each change once.</returns>
    public List<int>[] Follow(ITracker tracker, IEnumerable<double> times)
    {
        var ids = Walkers.Select(_ => new List<int>()).ToArray();
        var random = new Random(Seed);
        foreach (var time in times)
        {
            var looks = Look(time, random);
            var tracks = tracker.Update(Sample.Frame(time, [.. looks.Select(look => look.Seen).OrderByDescending(d => d.Score)])).Tracks;
            foreach (var (walker, seen) in looks)
            {
                var id = tracks.SingleOrDefault(track => track.Origin == BoxOrigin.Detected && track.Box == seen.Box)?.Id;
                if (id is { } found && ids[walker].LastOrDefault() != found)
                {
                    ids[walker].Add(found);
                }
            }
        }

        return ids;
    }

    public List<(int Walker, Detection Seen)> Look(double time, Random random)
    {
        List<(int, Detection)> looks = [];
        List<BoundingBox> nearer = Post is { } post ? [post] : [];
        foreach (var (index, walker) in Walkers.Index().Where(w => w.Item.IsThere(time)))
        {
            var box = walker.BoxAt(time);
            var hidden = nearer.Select(other => box.Intersect(other).Area / box.Area).DefaultIfEmpty().Max();
            nearer.Add(box);
            if (hidden < 0.6 && random.NextDouble() >= MissRate)
            {
                var shaken = new BoundingBox(Shake(box.Left), Shake(box.Top), Shake(box.Right), Shake(box.Bottom));
                looks.Add((index, new(shaken, Sample.Person, 0.6f + (0.25f * random.NextSingle()))));
            }

            float Shake(float edge) => edge + (float)(Noise * walker.Height * Gauss(random));
        }

        return looks;
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
