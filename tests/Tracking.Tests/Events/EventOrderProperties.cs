using FsCheck;
using FsCheck.Fluent;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>
/// What must hold for whatever a detector sees and whenever: boxes outside the picture or without area, clocks that jump, changes of
/// prompt and zones, cameras that go away.
/// </summary>
public class EventOrderProperties
{
    private static readonly EventOptions s_restless = new()
    {
        MinDuration = TimeSpan.FromSeconds(0.4),
        Cooldown = TimeSpan.FromSeconds(1),
        UpdateInterval = TimeSpan.FromSeconds(1),
        StationaryAfter = TimeSpan.FromSeconds(1),
        StationaryMaxAge = TimeSpan.FromSeconds(5),
    };

    private static readonly Gen<Detection> s_detection =
        from left in Gen.Choose(-50, 800)
        from top in Gen.Choose(-50, 600)
        from width in Gen.Choose(0, 300)
        from height in Gen.Choose(0, 300)
        from phrase in Gen.Elements(Sample.Person, Sample.RedCoat, Sample.Car)
        from score in Gen.Choose(5, 100)
        select new Detection(new(left, top, left + width, top + height), phrase, score / 100f);

    // A person who is mostly there, so that there are long events too; often at the same place, else somewhere near.
    private static readonly Gen<Detection> s_regular =
        from shake in Gen.Frequency((3, Gen.Choose(-4, 4)), (1, Gen.Choose(-60, 60)))
        from score in Gen.Choose(30, 90)
        select Sample.Found(140 + shake, score / 100f);

    private static readonly Gen<Happening> s_frame =
        from step in Gen.Frequency((20, Gen.Constant(0.1)), (3, Gen.Choose(0, 300).Select(c => c / 100.0)), (1, Gen.Elements(-100, 1e5, 0)))
        from regular in Gen.Frequency((4, s_regular.ArrayOf(1)), (1, Gen.Constant(Array.Empty<Detection>())))
        from others in Gen.Choose(0, 3).SelectMany(s_detection.ArrayOf)
        select new Happening(step, [.. regular.Concat(others).Select((d, i) => d with { Score = Math.Min(1, d.Score) - (i * 1e-4f) })]);

    private static readonly Gen<Happening> s_happening = Gen.Frequency(
        (40, s_frame),
        (1, Gen.Choose(0, Episode.Configurations - 1).Select(number => new Happening(0, null) { Change = number })),
        (1, Gen.Constant(new Happening(0, null))));

    [Fact]
    public void Update_Anything_TellsEachEventInOrderAndInRange() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Gen.Choose(0, 150).SelectMany(s_happening.ArrayOf).ToArbitrary(), happenings =>
        {
            HoldsFor(Episode.Run(happenings, new(), detections => detections));
            HoldsFor(Episode.Run(happenings, s_restless, detections => detections));
        }));

    [Fact]
    public void Update_DetectionsInAnotherOrder_TellsTheSame() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(150),
        Prop.ForAll(Gen.Choose(0, 100).SelectMany(s_happening.ArrayOf).ToArbitrary(), happenings =>
        {
            var random = new Random(1);
            var expected = Messages(Episode.Run(happenings, s_restless, detections => detections));
            Assert.Equal(expected, Messages(Episode.Run(happenings, s_restless, detections => detections.Reverse())));
            Assert.Equal(expected, Messages(Episode.Run(happenings, s_restless, detections => detections.OrderBy(_ => random.Next()))));
        }));

    private static void HoldsFor(List<Episode> episodes)
    {
        var events = episodes.SelectMany(episode => episode.Report.Events).ToList();
        Assert.All(events.GroupBy(e => e.EventId), life => InOrder([.. life]));
        Assert.All(events, InRange);
        Assert.All(episodes, episode => Assert.All(episode.Report.Tracks, track => Inside(track.Box, episode.Report.Header.Source)));
        Assert.All(episodes, episode => Assert.Equal(episode.Report.Tracks.Select(t => t.TrackId).Order(), episode.Report.Tracks.Select(t => t.TrackId)));
        OnlyConfirmedTracksStart(episodes);
        OpenTracksAreStartedAndNotEnded(episodes);
        RegionLedger.Check(episodes);
    }

    private static void InOrder(List<PhraseEvent> life)
    {
        Assert.Equal(EventType.Start, life[0].Type);
        Assert.Equal(EventType.End, life[^1].Type);
        Assert.True(life.Count >= 2);
        Assert.All(life.Skip(1).SkipLast(1), message => Assert.False(message.Type is EventType.Start or EventType.End));
        Assert.Single(life.Select(message => message.TrackId).Distinct());
        Assert.Equal(life.Select(message => message.Frame.Index).Order(), life.Select(message => message.Frame.Index));
        Assert.Equal(life.SkipLast(1).Select(message => message.Duration).Order(), life.SkipLast(1).Select(message => message.Duration));
        var updates = life.Where(message => message.Type is EventType.Start or EventType.Update).Select(message => message.Duration).ToList();
        Assert.All(updates.Zip(updates.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    private static void InRange(PhraseEvent message)
    {
        Inside(message.Box, message.Frame.Source);
        Inside(message.Best.Box, message.Best.Frame.Source);
        Assert.InRange(message.Phrases.Length, 1, 16);
        Assert.All(message.Phrases, p => Assert.True(p.Score >= 0 && p.Score <= p.TopScore && p.TopScore <= 1));
        Assert.True(message.Duration >= TimeSpan.Zero);
        Assert.Equal(message.Type == EventType.Update, !message.Changes.IsEmpty);
        Assert.False(message.Stationary && message.Changes.Contains(EventChange.Periodic));
        Assert.Equal(message.Type == EventType.End, message.EndReason is not null);
        Assert.Equal(message.Type == EventType.End, message.EndedAt is not null);
        if (message.Motion is { } motion)
        {
            Assert.True(float.IsFinite(motion.SpeedPixels) && motion.SpeedPixels >= 0 && float.IsFinite(motion.SpeedHeights));
            Assert.True(motion.HeadingDegrees is null or (>= 0 and < 360));
        }
    }

    private static void Inside(BoundingBox box, ImageSize image)
    {
        Assert.True(box.Left >= 0 && box.Left < box.Right && box.Right <= image.Width, box.ToString());
        Assert.True(box.Top >= 0 && box.Top < box.Bottom && box.Bottom <= image.Height, box.ToString());
    }

    private static void OnlyConfirmedTracksStart(List<Episode> episodes) => Assert.All(episodes, episode =>
        Assert.All(episode.Report.Events.Where(e => e.Type == EventType.Start), start =>
            Assert.Equal((TrackState.Tracked, true), (episode.Tracked!.Tracks.Single(track => track.Id == start.TrackId).State, start.Leading.Active))));

    private static void OpenTracksAreStartedAndNotEnded(List<Episode> episodes)
    {
        HashSet<int> open = [];
        foreach (var (report, _, _) in episodes)
        {
            foreach (var message in report.Events)
            {
                Assert.Equal(message.Type == EventType.Start, open.Add(message.TrackId));
                Assert.True(message.Type != EventType.End || open.Remove(message.TrackId));
            }

            Assert.Equal(open.Order(), report.Tracks.Where(track => track.HasEvent).Select(track => track.TrackId));
            Assert.All(report.Tracks, track => Assert.NotEqual(EventState.Ended, track.State));
            Assert.Empty(report.Forgotten.Intersect(report.Tracks.Select(track => track.TrackId)));
        }
    }

    private static List<string> Messages(List<Episode> episodes) => [.. episodes.SelectMany(episode => episode.Report.Events).Select(message =>
        $"{message} {string.Join(' ', message.Phrases)} {string.Join(' ', message.Changes)} {string.Join(' ', message.Zones)} {string.Join(' ', message.EnteredZones)}")];
}
