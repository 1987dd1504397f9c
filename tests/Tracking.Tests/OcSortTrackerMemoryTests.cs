using System.Numerics;
using System.Runtime.InteropServices;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>A frame costs no memory but what it tells.</summary>
public class OcSortTrackerMemoryTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Update_SteadyState_AllocatesItsResultsOnly(int people)
    {
        var frames = Frames(people);
        var tracker = new OcSortTracker(new());
        var warm = frames.Count / 2;
        for (var i = 0; i < warm; i++)
        {
            Copy(tracker.Update(frames[i]));
        }

        long told = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = warm; i < frames.Count; i++)
        {
            var tracked = tracker.Update(frames[i]);
            var start = GC.GetAllocatedBytesForCurrentThread();
            Copy(tracked);
            told += GC.GetAllocatedBytesForCurrentThread() - start;
        }

        Assert.True(told > 1000 * people);
        Assert.Equal(2 * told, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Makes what an update tells once more, and nothing else.</summary>
    private static TrackedFrame Copy(TrackedFrame tracked)
    {
        var tracks = new Track[tracked.Tracks.Length];
        for (var i = 0; i < tracks.Length; i++)
        {
            tracks[i] = tracked.Tracks[i] with { Phrases = [.. tracked.Tracks[i].Phrases.AsSpan()] };
        }

        return new(tracked.Header, ImmutableCollectionsMarshal.AsImmutableArray(tracks));
    }

    private static List<DetectedFrame> Frames(int people)
    {
        var walkers = Enumerable.Range(0, people).Select(i => new Walker(55 * (i % 10), 120 * (i / 10), SpeedX: 20)).ToList();
        var random = new Random(1);
        return [.. Enumerable.Range(0, 60).Select(i => new DetectedFrame(
            Sample.Header(i / 10.0) with { Width = 2000, Height = 2000, View = Matrix3x2.CreateTranslation(i % 3, 0) },
            [.. walkers.SelectMany(walker => Look(walker.BoxAt(i / 10.0).Turn(Matrix3x2.CreateTranslation(-(i % 3), 0))))]))];

        // One in ten looks is missed, one in ten is weak, and a second phrase comes and goes.
        IEnumerable<Detection> Look(BoundingBox box)
        {
            var chance = random.Next(10);
            if (chance > 0)
            {
                yield return new(box, Sample.Person, chance == 1 ? 0.4f : 0.8f);
            }

            if (chance > 4)
            {
                yield return new(box, Sample.RedCoat, 0.6f);
            }
        }
    }
}
