using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>What must hold for whatever a detector sees and whenever: boxes outside the picture or without area, clocks that jump.</summary>
public class EventOrderProperties
{
    private static readonly Gen<Detection> s_detection =
        from left in Gen.Choose(-50, 800)
        from top in Gen.Choose(-50, 600)
        from width in Gen.Choose(0, 300)
        from height in Gen.Choose(0, 300)
        from phrase in Gen.Elements(Sample.Person, Sample.RedCoat, Sample.Car)
        from score in Gen.Choose(5, 100)
        select new Detection(new(left, top, left + width, top + height), phrase, score / 100f);

    // A person who is mostly there, so that there are long events too.
    private static readonly Gen<Detection> s_regular =
        from shake in Gen.Choose(-4, 4)
        from score in Gen.Choose(30, 90)
        select Sample.Found(100 + shake, score / 100f);

    private static readonly Gen<(double Step, Detection[] Detections)> s_frame =
        from step in Gen.Frequency((20, Gen.Constant(0.1)), (3, Gen.Choose(0, 300).Select(c => c / 100.0)), (1, Gen.Elements(-100, 1e5, 0)))
        from regular in Gen.Frequency((4, s_regular.ArrayOf(1)), (1, Gen.Constant(Array.Empty<Detection>())))
        from others in Gen.Choose(0, 3).SelectMany(s_detection.ArrayOf)
        select (step, (Detection[])[.. regular, .. others]);

    [Fact]
    public void Update_AnyFrames_TellsEachEventInOrderAndInRange() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Gen.Choose(0, 120).SelectMany(s_frame.ArrayOf).ToArbitrary(), HoldsFor));

    private static void HoldsFor((double Step, Detection[] Detections)[] frames)
    {
        var reports = Run(frames);
        var events = reports.SelectMany(report => report.Events).ToList();
        Assert.All(events.GroupBy(e => e.EventId), life => InOrder([.. life]));
        Assert.All(events, InRange);
        Assert.All(reports, report => Assert.All(report.Tracks, track => Inside(track.Box, report.Header.Source)));
        Assert.All(reports, report => Assert.Equal(report.Tracks.Select(t => t.TrackId).Order(), report.Tracks.Select(t => t.TrackId)));
        OpenTracksAreStartedAndNotEnded(reports);
        Assert.Equal(events.ConvertAll(Describe), Run(frames).SelectMany(report => report.Events).Select(Describe).ToList());
    }

    private static List<FrameReport> Run((double Step, Detection[] Detections)[] frames)
    {
        var tracker = new OcSortTracker(new());
        var engine = new EventEngine(Sample.Camera, Sample.Prompt, new());
        var time = 0.0;
        List<FrameReport> reports = [];
        foreach (var (step, detections) in frames)
        {
            time += step;
            reports.Add(engine.Update(tracker.Update(new(Sample.Header(time, reports.Count), detections.ToImmutableArray()))));
        }

        reports.Add(engine.EndAll(EndReason.StreamEnded));
        return reports;
    }

    private static void InOrder(List<PhraseEvent> life)
    {
        Assert.Equal(EventType.Start, life[0].Type);
        Assert.Equal(EventType.End, life[^1].Type);
        Assert.True(life.Count >= 2);
        Assert.All(life.Skip(1).SkipLast(1), message => Assert.Equal(EventType.Update, message.Type));
        Assert.Single(life.Select(message => message.TrackId).Distinct());
        Assert.Equal(life.Select(message => message.Frame.Index).Order(), life.Select(message => message.Frame.Index));
        Assert.Equal(life.SkipLast(1).Select(message => message.Duration).Order(), life.SkipLast(1).Select(message => message.Duration));
        Assert.Equal(life.Select(message => message.Best.Score).Order(), life.Select(message => message.Best.Score));
    }

    private static void InRange(PhraseEvent message)
    {
        Inside(message.Box, message.Frame.Source);
        Inside(message.Best.Box, message.Best.Frame.Source);
        Assert.InRange(message.Phrases.Length, 1, 16);
        Assert.All(message.Phrases, p => Assert.True(p.Score >= 0 && p.Score <= p.TopScore && p.TopScore <= 1));
        Assert.True(message.Duration >= TimeSpan.Zero);
        Assert.Equal(message.Type == EventType.Update, !message.Changes.IsEmpty);
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

    private static void OpenTracksAreStartedAndNotEnded(List<FrameReport> reports)
    {
        HashSet<int> open = [];
        HashSet<int> forgotten = [];
        foreach (var report in reports)
        {
            open.UnionWith(report.Events.Where(e => e.Type == EventType.Start).Select(e => e.TrackId));
            open.ExceptWith(report.Events.Where(e => e.Type == EventType.End).Select(e => e.TrackId));
            Assert.Equal(open.Order(), report.Tracks.Select(track => track.TrackId));
            Assert.All(report.BestShots, shot => Assert.DoesNotContain(shot.TrackId, forgotten));
            Assert.All(report.Forgotten, id => Assert.True(forgotten.Add(id)));
        }
    }

    private static string Describe(PhraseEvent message) => $"{message} {string.Join(' ', message.Phrases)} {string.Join(' ', message.Changes)}";
}
