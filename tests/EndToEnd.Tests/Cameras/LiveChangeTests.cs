using System.Text.Json;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>What is sought, and what is told of it, changes while a camera runs: neither its connection nor its tracks are touched.</summary>
public sealed class LiveChangeTests : IAsyncLifetime
{
    private const string Everywhere = "[[0, 0], [1, 0], [1, 1], [0, 1]]";

    private TestCameras _cameras = null!;
    private CameraService _service = null!;
    private int _decoder;

    public async Task InitializeAsync()
    {
        _cameras = await TestCameras.StartAsync();
        await _cameras.AddAsync("/still", CameraClips.Still);
        _service = await CameraService.StartAsync(Camera("[person]"));
        await _service.WaitForStateAsync("gate", "online");
        await Waiting.UntilAsync(() => Told("start").Any());
        _decoder = _service.Decoders().Single();
    }

    [Fact]
    public async Task HangUp_OtherPhrase_TakesOverBetweenTwoFrames()
    {
        ChangeTo(Camera("[car]"));

        await Waiting.UntilAsync(() => Told("start").Any(e => Phrase(e) == "car"));
        await CheckConnectionAsync();
        var events = _service.Events();
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => e.GetProperty("seq").GetInt32()));
        var people = events.Where(e => Phrase(e) == "person").ToList();
        Assert.All(people, e => Assert.Equal(1, Version(e)));
        Assert.All(people.Where(e => Type(e) == "end"), e => Assert.Equal("prompt_changed", e.GetProperty("end_reason").GetString()));
        Assert.Equal(Ids(people, "start"), Ids(people, "end"));
        Assert.All(events.Where(e => Phrase(e) == "car"), e => Assert.Equal(2, Version(e)));
        Assert.DoesNotContain(events.SkipWhile(e => Phrase(e) == "person"), e => Phrase(e) == "person");
    }

    [Fact]
    public async Task HangUp_PhraseIsAdded_EventsGoOnInTheNewPrompt()
    {
        ChangeTo(Camera("[person, car]"));

        await Waiting.UntilAsync(() => Told("start").Any(e => Phrase(e) == "car"));
        await CheckConnectionAsync();
        var ends = Told("end").Where(e => Phrase(e) == "person").ToList();
        Assert.NotEmpty(ends);
        Assert.All(ends, e => Assert.Equal(("shutdown", 2), (e.GetProperty("end_reason").GetString(), Version(e))));
        Assert.All(Told("start").Where(e => Phrase(e) == "person").Take(1), e => Assert.Equal(1, Version(e)));
    }

    [Fact]
    public async Task HangUp_ZonesAndThresholds_ChangeWithoutAnotherVersion()
    {
        ChangeTo(Camera("[{ phrase: person, enter_threshold: 0.6 }]", $"zones: {{ yard: {{ points: {Everywhere} }} }}, events: {{ min_hits: 1, update_interval: 1s }}"));

        await Waiting.UntilAsync(() => Told("zone_enter").Any() && Told("update").Any(e => Threshold(e) == 0.6m));
        await CheckConnectionAsync();
        Assert.All(_service.Events(), e => Assert.Equal(1, Version(e)));
        Assert.Contains(Told("zone_enter").First().GetProperty("event_id").GetGuid(), Ids(_service.Events(), "start"));
        Assert.All(Told("end"), e => Assert.Equal("shutdown", e.GetProperty("end_reason").GetString()));
    }

    [Fact]
    public async Task HangUp_ModelDoesNotKnowThePhrase_LeavesEverythingAsItWas()
    {
        ChangeTo(Camera("[zyzzyx]"), CameraService.Stream("other", _cameras.Url("/still")));
        await _service.WaitForFramesAsync("gate", 20);

        var errors = await CheckConnectionAsync();

        Assert.Contains("configuration not reloaded", errors, StringComparison.Ordinal);
        Assert.Contains("zyzzyx", errors, StringComparison.Ordinal);
        Assert.All(_service.Events(), e => Assert.Equal(("gate", "person", 1), (e.GetProperty("stream").GetString(), Phrase(e), Version(e))));
        Assert.All(Told("end"), e => Assert.Equal("shutdown", e.GetProperty("end_reason").GetString()));
    }

    [Fact]
    public async Task HangUp_FiftyChanges_EndInTheLast()
    {
        for (var i = 0; i < 50; i++)
        {
            ChangeTo(Camera(i % 2 == 0 ? "[car]" : "[person]"));
        }

        ChangeTo(Camera("[{ phrase: car, enter_threshold: 0.41 }]", "events: { min_hits: 1, update_interval: 1s }"));
        await Waiting.UntilAsync(() => _service.Events().Any(e => Threshold(e) == 0.41m));
        var errors = await CheckConnectionAsync();

        Assert.Contains("configuration reloaded streams=gate in_place=gate", errors, StringComparison.Ordinal);
        Assert.Equal(Ids(_service.Events(), "start"), Ids(_service.Events(), "end"));
        Assert.Equal(("car", 0.41m), (Phrase(_service.Events()[^1]), Threshold(_service.Events()[^1])));
    }

    [Fact]
    public async Task HangUp_CameraIsAway_IsInForceWhenItComesBack()
    {
        await _cameras.StopAsync();
        await _service.WaitForStateAsync("gate", "reconnecting");

        ChangeTo(Camera("[car]"), CameraService.Stream("other", _cameras.Url("/still"), "enabled: false"));
        await _service.WaitForStateAsync("other", "disabled"); // the change is through
        Assert.Equal("reconnecting", _service.StateOf("gate"));
        await _cameras.RestartAsync();

        await Waiting.UntilAsync(() => Told("start").Any(e => (Phrase(e), Version(e)) == ("car", 2)));
    }

    [Fact]
    public async Task HangUp_NothingMovesBeforeAMotionGate_LooksForTheNewPhraseAtOnce()
    {
        await _cameras.AddAsync("/quiet", CameraClips.Still);
        string Quiet(string prompt) => $"{{ id: quiet, source: '{_cameras.Url("/quiet")}', prompt: {prompt}, motion_gate: {{ refresh: 1h }}, events: {{ min_hits: 1 }} }}";
        ChangeTo(Camera("[person]"), Quiet("[giraffe]"));
        await Waiting.UntilAsync(() => _service.Metric("glip_frames_gated_total", "quiet") > 20);

        ChangeTo(Camera("[person]"), Quiet("[car]"));

        await Waiting.UntilAsync(() => Told("start").Any(e => Phrase(e) == "car"));
    }

    [Fact]
    public async Task HangUp_ManyTimesUnderLoad_LosesNoFrameUnaccountedFor()
    {
        string[] names = ["a", "b", "c"];
        foreach (var name in names)
        {
            await _cameras.AddAsync($"/{name}", CameraClips.Street, framesPerSecond: 40);
        }

        string[] Streams(string prompt) => [Camera("[person]"), .. names.Select(name => $"{{ id: {name}, source: '{_cameras.Url($"/{name}")}', prompt: {prompt}, motion_gate: false }}")];
        ChangeTo(Streams("[person]"));
        foreach (var name in names)
        {
            await _service.WaitForFramesAsync(name);
        }

        var decoders = _service.Decoders();
        for (var i = 0; i < 10; i++)
        {
            ChangeTo(Streams(i % 2 == 0 ? "[car]" : "[person, car]"));
            await _service.WaitForFramesAsync(names[i % 3]);
        }

        Assert.Equal(decoders, _service.Decoders());
        await _cameras.StopAsync();
        foreach (var name in names)
        {
            await _service.WaitForStateAsync(name, "reconnecting");
            await Waiting.UntilAsync(() => _service.Metric("glip_frames_in_total", name) == _service.Metric("glip_frames_analysed_total", name) + _service.Metric("glip_frames_dropped_total", name));
        }
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _cameras.DisposeAsync();
    }

    private static string Type(JsonElement e) => e.GetProperty("type").GetString()!;

    private static string Phrase(JsonElement e) => e.GetProperty("phrase").GetString()!;

    private static int Version(JsonElement e) => e.GetProperty("prompt_version").GetInt32();

    private static decimal Threshold(JsonElement e) => e.GetProperty("phrases")[0].GetProperty("enter_threshold").GetDecimal();

    private static IEnumerable<Guid> Ids(IEnumerable<JsonElement> events, string type) =>
        events.Where(e => Type(e) == type).Select(e => e.GetProperty("event_id").GetGuid()).Order();

    private IEnumerable<JsonElement> Told(string type) => _service.Events().Where(e => Type(e) == type);

    private string Camera(string prompt, string more = "events: { min_hits: 1 }") =>
        $"{{ id: gate, source: '{_cameras.Url("/still")}', prompt: {prompt}, motion_gate: false, stall_after: 2s, timeout: 3s, {more} }}";

    private void ChangeTo(params string[] streams)
    {
        _service.Configure(streams);
        _service.Program.Signal("HUP");
    }

    /// <summary>Stops the program when it has been seen that the first connection still delivers, and every frame is accounted for.</summary>
    private async Task<string> CheckConnectionAsync()
    {
        await _service.WaitForFramesAsync("gate");
        Assert.Equal([_decoder], _service.Decoders());
        Assert.Equal(1, await _cameras.CountAsync("/still"));
        Assert.Equal((0, 0), (_service.Metric("glip_stream_gaps_total", "gate"), _service.Metric("glip_stream_reconnects_total", "gate")));
        var (exitCode, _, errors) = await _service.StopAsync();
        Assert.Equal(0, exitCode);
        return errors;
    }
}
