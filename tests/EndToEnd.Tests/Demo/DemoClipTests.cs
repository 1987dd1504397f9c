using System.Collections.Immutable;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Testing;
using Glip.Tracking;

namespace Glip.EndToEnd.Tests;

/// <summary>The demo clip through the real stages, held against people who were marked by hand.</summary>
public sealed class DemoClipTests
{
    [Fact]
    public async Task Pipeline_DemoClip_TellsEveryPersonAndGivesAllBuffersBack()
    {
        var (reports, rented) = await RunAsync();

        var events = reports.SelectMany(report => report.Events).ToList();
        var started = events.Where(e => e.Type == EventType.Start).Select(e => e.TrackId).ToList();
        var ended = events.Where(e => e.Type == EventType.End).Select(e => e.TrackId).ToList();
        Assert.All(DemoPeople.All, person => Assert.Contains(TrackOf(person, reports), started));
        Assert.Equal(started.Order(), ended.Order());
        Assert.Equal(Enumerable.Range(1, events.Count).Select(seq => (long)seq), events.Select(e => e.Seq));
        Assert.Equal(795 + 1, reports.Length);
        Assert.Equal(0, rented);
    }

    [Fact]
    public async Task Pipeline_OneLeavesWhereAnotherEntersSoonAfter_TellsTwoPeople()
    {
        var (reports, _) = await RunAsync();

        var leaving = TrackOf(DemoPeople.All.Single(person => person.Who == "black jacket with a white sheet"), reports);
        var entering = TrackOf(DemoPeople.All.Single(person => person.Who == "red jacket, on the right"), reports);

        Assert.NotEqual(leaving, entering);
    }

    /// <summary>The track whose box holds the person.</summary>
    private static int TrackOf(VisiblePerson person, IReadOnlyList<FrameReport> reports)
    {
        var report = reports[(int)(person.Seconds * 10)];
        var track = report.Tracks.FirstOrDefault(track =>
            track.Leading.Sought.Phrase.Text == "person"
            && person.X >= track.Box.Left && person.X <= track.Box.Right && person.Y >= track.Box.Top && person.Y <= track.Box.Bottom);
        Assert.True(track.TrackId > 0, $"nobody is followed at {person.Seconds} s, {person.X}, {person.Y}: {person.Who}");
        return track.TrackId;
    }

    private static async Task<(ImmutableArray<FrameReport> Reports, int Rented)> RunAsync()
    {
        using var detector = GlipDetector.Open(ModelPackage.Open(Repository.Nano));
        await using var scheduler = new DetectionScheduler(detector, new BatchOptions(), TimeProvider.System, _ => { });
        using var stop = new StopSignal();
        var prompt = Prompt.Of(["person", "car"], 0.5f, 0.35f);
        var identity = new EventStream("test", "street", new MediaFile("street.mp4", new('0', 64), new('0', 32), null), detector.Model);
        await using var source = await FileSource.OpenAsync(
            new FfmpegProcess(), Repository.DemoClip, new() { StreamId = "street", Resize = detector.Resize }, CancellationToken.None);
        var reports = new CollectingSink();
        var counters = new FrameCounters("street");
        var pipeline = new StreamPipeline(
            new StreamStages
            {
                Source = source,
                Counters = counters,
                Lane = scheduler.Open(new LaneOptions { Counters = counters, WhenFull = WhenFull.Wait }),
                Judgement = new Judgement(detector.Prepare(prompt)),
                Tracker = new OcSortTracker(new()),
                Events = new EventEngine(identity, prompt, new()),
                Sinks = [new SinkQueue(reports, WhenFull.Wait, _ => { })],
                WhenFull = WhenFull.Wait,
                Requests = new FrameRequests(),
            },
            InMemory.Numbers());

        await pipeline.RunAsync(stop);
        return (reports.Reports, source.Pool.Rented);
    }
}
