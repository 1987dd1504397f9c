using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>The order in which a detector gives its detections changes nothing.</summary>
public class OcSortTrackerOrderTests
{
    private static readonly Phrase[] s_phrases = [Sample.Person, Sample.RedCoat, Sample.Car];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Update_DetectionsInAnyOrder_GivesTheSameTracks(int seed)
    {
        var frames = Crowd(new Random(seed));
        var random = new Random(seed + 100);

        var (plain, shuffled) = (Run(frames), Run([.. frames.Select(frame => frame with { Detections = Shuffle(frame.Detections, random) })]));

        Assert.Equal(plain, shuffled);
    }

    /// <summary>Thirty people who jump about in a small place; scores are tenths and phrases three, so that there are ties everywhere.</summary>
    private static List<DetectedFrame> Crowd(Random random)
    {
        var lefts = Enumerable.Range(0, 30).Select(_ => (float)random.Next(0, 300)).ToArray();
        return [.. Enumerable.Range(0, 40).Select(i => Sample.Frame(i * 0.2, [.. lefts.SelectMany(left => Look(left + random.Next(-12, 12))).ToList()]))];

        IEnumerable<Detection> Look(float left) => s_phrases
            .Where(_ => random.Next(2) == 0)
            .Select(phrase => Sample.Found(left + random.Next(-2, 3), random.Next(4, 7) / 10f, phrase));
    }

    private static ImmutableArray<Detection> Shuffle(ImmutableArray<Detection> detections, Random random)
    {
        var shuffled = detections.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static List<string> Run(List<DetectedFrame> frames)
    {
        var tracker = new OcSortTracker(new());
        return [.. frames.SelectMany(frame => tracker.Update(frame).Tracks).Select(track => $"{track with { Phrases = [] }} {string.Join(' ', track.Phrases)}")];
    }
}
