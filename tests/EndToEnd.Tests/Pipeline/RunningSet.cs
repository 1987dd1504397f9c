using System.Text.Json;
using Glip.Core;
using Glip.Host;
using Glip.Inference;
using Glip.Ingest;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Streams at work on the shipped model within the test's process; the clock that changes are paced by is the test's.</summary>
internal sealed class RunningSet : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StopSignal _stop = new();
    private readonly GlipDetector _detector = GlipDetector.Open(ModelPackage.Open(Repository.Nano));
    private readonly DetectionScheduler _scheduler;

    private RunningSet()
    {
        _scheduler = new DetectionScheduler(_detector, new BatchOptions(), TimeProvider.System, _ => { });
        var view = new ServiceView(RunLog.Silent);
        Streams = new StreamSet(
            settings => new StreamTools(new FfmpegProcess(), _scheduler, new SinkFactory(settings, new FfmpegProcess(), view, TimeProvider.System), view, RunLog.Silent, TimeProvider.System),
            _ => { },
            _stop,
            RunBooks.OfThisRun(Clock));
    }

    public SetClock Clock { get; } = new(DateTimeOffset.UnixEpoch);

    public StreamSet Streams { get; }

    public string Folder => _folder.Path;

    public static async Task<RunningSet> StartAsync(params string[] streams)
    {
        var set = new RunningSet();
        await set.Streams.StartAsync(set.Read(streams));
        return set;
    }

    /// <summary>A stream that plays a picture with people and a car for ever.</summary>
    public static string Still(string prompt, string more = "loop: true, motion_gate: false, events: { min_hits: 1, update_interval: 1s }") =>
        $"{{ id: gate, source: '{CameraClips.Still}', prompt: {prompt}, {more} }}";

    /// <summary>A configuration of these streams.</summary>
    public GlipConfiguration Read(params string[] streams)
    {
        var file = _folder.File("set.yaml");
        File.WriteAllText(file, $"model: {{ package: '{Repository.Nano}' }}\nstreams:\n{string.Concat(streams.Select(stream => $"  - {stream}\n"))}sinks: {{ files: {{ directory: events }} }}\n");
        return ConfigurationReader.Read(file, null);
    }

    /// <summary>Sets a prompt when the last change is long enough ago.</summary>
    public Task<PromptAnswer> SetAsync(string phrases, int? ifVersion = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return Streams.Control.SetPromptAsync("gate", Prompt.Of(PromptText.Split(phrases), 0.5f, 0.35f), ifVersion);
    }

    /// <summary>Sets a threshold when the last change is long enough ago.</summary>
    public Task<PromptAnswer> SetThresholdAsync(string slug, float value)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return Streams.Control.SetThresholdAsync("gate", slug, value);
    }

    /// <summary>The events that were written so far.</summary>
    public IReadOnlyList<JsonElement> Events() => WrittenEvents.Below(_folder.File("events"));

    public async ValueTask DisposeAsync()
    {
        _stop.Request();
        await Streams.WaitAsync();
        await Streams.DisposeAsync();
        await _scheduler.DisposeAsync();
        _detector.Dispose();
        _stop.Dispose();
        _folder.Dispose();
    }
}
