using System.Collections.Immutable;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Tracking;

namespace Glip.EndToEnd.Tests;

/// <summary>Judgements that change while frames are on their way: each frame is judged by what was sought in it, whole.</summary>
public sealed class PromptChangeTests
{
    private const int AllFrames = 400;
    private static readonly EventStream s_identity = new("test", "test", null, new("m", new('0', 64)));
    private static readonly Prompt s_person = Prompt.Of(["person"], 0.5f, 0.35f);
    private static readonly string[] s_things = ["person", "car", "dog", "cat", "bus"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Change_AtAnyTime_NoReportMixesPrompts(int seed)
    {
        using var detector = new PromptDetector(lanes: 4, seed);
        var random = new Random(seed);
        var reports = await RunAsync(detector, async pipeline =>
        {
            for (var version = 2; version < 40; version++)
            {
                var change = pipeline.ChangeAsync(JudgementOf(detector, RandomPrompt(random, version)));
                if (random.Next(3) == 0)
                {
                    await change;
                }

                await Task.Yield();
            }
        });

        Assert.Equal(AllFrames, detector.Sought.Count);
        Assert.Equal(Enumerable.Range(0, AllFrames).Select(i => (long)i), reports.Select(report => report.Header.Index).Distinct());
        Assert.True(detector.Sought.Values.Distinct().Count() > 5);
        foreach (var report in reports)
        {
            CheckReport(report, detector.Sought[report.Header.Index]);
        }

        CheckEvents([.. reports.SelectMany(report => report.Events)]);
    }

    [Fact]
    public async Task Change_ManyWithoutAFrame_OnlyTheLastComes()
    {
        using var detector = new PromptDetector(lanes: 1, seed: 1);
        var reports = await RunAsync(detector, pipeline =>
        {
            for (var version = 2; version <= 51; version++)
            {
                _ = pipeline.ChangeAsync(JudgementOf(detector, Prompt.Of([s_things[version % 5]], 0.5f, 0.35f).WithVersion(version)));
            }

            return Task.CompletedTask;
        }, changesBefore: true);

        Assert.Equal([51], detector.Sought.Values.Select(prompt => prompt.Version).Distinct());
        Assert.All(reports.SelectMany(report => report.Events), e => Assert.Equal((51, "car"), (e.PromptVersion, e.Leading.Sought.Phrase.Text)));
    }

    [Fact]
    public async Task Change_HowObjectsAreFollowedAndTold_IsInForceFromTheFirstFrameOn()
    {
        using var detector = new PromptDetector(lanes: 1, seed: 1);
        var slow = JudgementOf(detector, s_person) with { Tracker = new() { MinHits = 100 }, Events = new() { MinDuration = TimeSpan.FromDays(1) } };
        var everywhere = new Zone("all", [new(0, 0), new(1, 0), new(1, 1), new(0, 1)]) { Inertia = 1 };

        var reports = await RunAsync(detector, pipeline =>
        {
            _ = pipeline.ChangeAsync(JudgementOf(detector, s_person) with { Regions = new([everywhere], []) });
            return Task.CompletedTask;
        }, changesBefore: true, slow);

        Assert.Equal([EventType.Start, EventType.ZoneEnter], reports[0].Events.Select(e => e.Type));
        Assert.Equal(["all"], Assert.Single(reports[0].Tracks).Zones.ToArray());
    }

    [Fact]
    public async Task Change_StreamHasEnded_IsNotWaitedFor()
    {
        using var detector = new PromptDetector(lanes: 1, seed: 1);
        StreamPipeline? ended = null;
        await RunAsync(detector, pipeline =>
        {
            ended = pipeline;
            return Task.CompletedTask;
        });

        await ended!.ChangeAsync(JudgementOf(detector, Prompt.Of(["car"], 0.5f, 0.35f)));
    }

    private static void CheckReport(FrameReport report, Prompt sought)
    {
        var phrases = sought.Phrases.Select(phrase => phrase.Phrase).ToList();
        Assert.All(report.Tracks, track => Assert.Contains(track.Leading.Sought.Phrase, phrases));
        Assert.All(report.Rejected, rejected => Assert.Contains(rejected.Detection.Phrase, phrases)); // no decoy either
        Assert.All(report.Events.Where(e => e.EndReason != EndReason.PromptChanged), e =>
        {
            Assert.Equal(sought.Version, e.PromptVersion);
            Assert.Subset(sought.Phrases.ToHashSet(), e.Phrases.Select(phrase => phrase.Sought).ToHashSet());
        });
        Assert.All(report.Events.Where(e => e.EndReason == EndReason.PromptChanged), e => Assert.Equal((sought.Version, true), (e.PromptVersion, sought.Phrases.Contains(e.Leading.Sought))));
    }

    private static void CheckEvents(ImmutableArray<PhraseEvent> events)
    {
        Assert.Equal(Enumerable.Range(1, events.Length).Select(i => (long)i), events.Select(e => e.Seq));
        Assert.Equal(events.Select(e => e.PromptVersion).Order(), events.Select(e => e.PromptVersion));
        Assert.Contains(events, e => e.EndReason == EndReason.PromptChanged);
        foreach (var life in events.GroupBy(e => e.EventId))
        {
            Assert.Equal((EventType.Start, EventType.End), (life.First().Type, life.Last().Type));
            Assert.Equal(2, life.Count(e => e.Type is EventType.Start or EventType.End));
        }

        Assert.Single(events.Select(e => e.TrackId).Distinct()); // one body, whatever it is called
    }

    private static Prompt RandomPrompt(Random random, int version)
    {
        var phrases = s_things.Where(_ => random.Next(2) == 0).DefaultIfEmpty("person").ToArray();
        var prompt = Prompt.Of(phrases, 0.5f + (random.Next(3) / 10f), 0.35f).WithVersion(version);
        return random.Next(2) == 0 ? prompt.WithDecoys([new("cat"), new("wall")]) : prompt;
    }

    private static Judgement JudgementOf(PromptDetector detector, Prompt prompt) =>
        new(detector.Prepare(prompt)) { Tracker = new() { MinHits = 1 }, Rejections = new RejectionFinder(prompt) };

    private static async Task<ImmutableArray<FrameReport>> RunAsync(PromptDetector detector, Func<StreamPipeline, Task> change, bool changesBefore = false, Judgement? first = null)
    {
        await using var scheduler = new DetectionScheduler(detector, new BatchOptions(), TimeProvider.System, _ => { });
        using var stop = new StopSignal();
        var (counters, sink) = (new FrameCounters("test"), new CollectingSink());
        var judgement = first ?? JudgementOf(detector, s_person);
        var source = new ScriptedSource(AllFrames);
        var pipeline = new StreamPipeline(
            new StreamStages
            {
                Source = source,
                Counters = counters,
                Lane = scheduler.Open(new LaneOptions { Counters = counters, WhenFull = WhenFull.Wait, Capacity = 2 }),
                Judgement = judgement,
                Tracker = new OcSortTracker(judgement.Tracker),
                Events = new EventEngine(s_identity, s_person, judgement.Events),
                Sinks = [new SinkQueue(sink, WhenFull.Wait, _ => { })],
                WhenFull = WhenFull.Wait,
                Requests = new FrameRequests(),
            },
            InMemory.Numbers());
        await (changesBefore ? change(pipeline) : Task.CompletedTask);
        var run = pipeline.RunAsync(stop);
        await (changesBefore ? Task.CompletedTask : change(pipeline));
        await run;
        Assert.Equal(0, source.Pool.Rented);
        return sink.Reports;
    }
}
