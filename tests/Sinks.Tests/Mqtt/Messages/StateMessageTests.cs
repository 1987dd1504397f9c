using System.Text;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class StateMessageTests
{
    [Fact]
    public void StreamStatus_Online_GivesTheExample() => AssertExample("stream-status.json", "stream_status", Online().ToJson());

    [Fact]
    public void StreamStatus_Reconnecting_GivesTheExample()
    {
        var message = Online() with
        {
            Status = Online().Status with
            {
                State = StreamState.Reconnecting,
                Reason = "no frame for 10 s",
                Since = WireSamples.At("09:14:52.480"),
                FpsIn = 0,
                FpsProcessed = 0,
                LatencyP50 = null,
                LatencyP95 = null,
            },
            UpdatedAt = WireSamples.At("09:14:52.480"),
        };

        AssertExample("stream-status-reconnecting.json", "stream_status", message.ToJson());
    }

    [Fact]
    public void StreamStatus_BeforeTheFirstFrame_IsValid()
    {
        var message = Online() with { Status = new StreamStatus("front_door", StreamState.Starting, null, Samples.Now), Model = null, LastSeq = 0 };

        var json = JsonElement.Parse(message.ToJson());

        Assert.Empty(WireExample.Check("stream_status", message.ToJson()));
        Assert.All(["frame_width", "frame_height", "latency_p50_ms", "captured_at_origin", "model"], member => Assert.Equal(JsonValueKind.Null, json.GetProperty(member).ValueKind));
    }

    [Fact]
    public void StreamStatus_OfAFile_HasNoLatency() => Assert.Equal(JsonValueKind.Null, Status(Online() with { Kind = SourceKind.File }).GetProperty("latency_p95_ms").ValueKind);

    [Fact]
    public void StreamStatus_ReasonWithPassword_IsHidden()
    {
        var message = Online() with { Status = Online().Status with { Reason = "rtsp://viewer:hush@10.0.0.4/1 does not answer" } };

        Assert.Equal("rtsp://***@10.0.0.4/1 does not answer", Status(message).GetProperty("reason").GetString());
    }

    [Fact]
    public void PromptState_InForce_GivesTheExample() => AssertExample("prompt-state-ok.json", "prompt_state", Applied().ToJson());

    [Fact]
    public void PromptState_AfterRefusal_GivesTheExample()
    {
        var error = new ControlError("duplicate_phrase", "\"red-coat\" and \"red coat\" both give the topic level \"red_coat\". Keep one of them.", "person; red-coat; red coat")
        {
            Phrase = "red coat",
            RequestId = "ha-43",
        };

        AssertExample("prompt-state-error.json", "prompt_state", (Applied() with { Error = new(error, WireSamples.At("09:14:42.480")) }).ToJson());
    }

    [Fact]
    public void PromptState_LargestPrompt_IsValid()
    {
        var phrases = Enumerable.Range(0, Prompt.MaxPhrases).Select(i => new SoughtPhrase(new($"{i} {new string('ß', 190)}"), 1, 0.01f));

        Assert.Empty(WireExample.Check("prompt_state", (Applied() with { Prompt = new(phrases), Origin = PromptOrigin.File, RequestId = null }).ToJson()));
    }

    [Fact]
    public void ControlError_OfAThreshold_GivesTheExample()
    {
        var error = new ControlError("invalid_threshold", "A number from 0.01 to 1 is expected, found \"loud\".", "loud");
        var topic = WireSamples.Topics.Control("glip/front_door/phrase/person/threshold/set")!;

        AssertExample("control-error.json", "control_error", new ControlErrorMessage(topic, new(error, WireSamples.At("09:15:03.480"))).ToJson());
    }

    [Fact]
    public void PlainState_Values_AreWords()
    {
        Assert.Equal("ON OFF 12 0.45 1 online stopped offline", string.Join(' ', new[]
        {
            PlainState.OnOff(true), PlainState.OnOff(false), PlainState.Number(12), PlainState.Number(0.45f), PlainState.Number(1f), PlainState.Online, PlainState.Stopped, PlainState.Offline,
        }.Select(payload => Encoding.ASCII.GetString(payload.Span))));
        Assert.True(PlainState.Nothing.IsEmpty);
    }

    [Fact]
    public void Properties_OfAnEvent_AreThoseOfTheContract() => Assert.Equal(
        "schema=1 type=zone_enter event_id=01a1fd62-5804-7b21-8f3a-5d2c7e90b614 seq=20420 phrase_slug=person prompt_version=7",
        Text(MessageProperties.OfEvent("zone_enter", "01a1fd62-5804-7b21-8f3a-5d2c7e90b614", 20420, "person", 7)));

    [Fact]
    public void Properties_OfABestPicture_AreThoseOfTheContract()
    {
        var frame = Samples.Header(3) with { CapturedAt = WireSamples.At("09:14:03.880") };
        var best = new BestFrame(frame, WireSamples.RedCoat.Phrase, 0.74121f, new(955, 260.25f, 1140.5f, 868));
        var phraseEvent = Samples.Event(1, frame, best: best) with { Stream = WireSamples.Camera, EventId = Guid.Parse("01a1fd62-5804-7b21-8f3a-5d2c7e90b614") };

        Assert.Equal(
            "event_id=01a1fd62-5804-7b21-8f3a-5d2c7e90b614 phrase_slug=person_in_a_red_coat score=0.7412 captured_at=2026-11-21T09:14:03.880Z box=955.00,260.25,1140.50,868.00",
            Text(MessageProperties.OfBest(phraseEvent)));
        Assert.DoesNotContain("captured_at", Text(MessageProperties.OfBest(phraseEvent with { Stream = Samples.File })), StringComparison.Ordinal);
    }

    [Fact]
    public void Properties_OfARequestedPicture_TellTheRequest()
    {
        var frame = Samples.Header(3) with { CapturedAt = WireSamples.At("09:14:03.880") };

        Assert.Equal("captured_at=2026-11-21T09:14:03.880Z request_id=ha-42", Text(MessageProperties.OfRequested(frame, captureTimeKnown: true, "ha-42")));
        Assert.Empty(MessageProperties.OfRequested(frame, captureTimeKnown: false, null));
    }

    private static void AssertExample(string name, string definition, byte[] written)
    {
        WireExample.AssertSame(name, written);
        Assert.Empty(WireExample.Check(definition, written));
    }

    private static JsonElement Status(StreamStatusMessage message) => JsonElement.Parse(message.ToJson());

    private static string Text(IEnumerable<KeyValuePair<string, string>> properties) => string.Join(' ', properties.Select(property => $"{property.Key}={property.Value}"));

    private static StreamStatusMessage Online() => new()
    {
        Status = new StreamStatus("front_door", StreamState.Online, null, WireSamples.At("07:14:02.480"))
        {
            FrameSize = new(1920, 1080),
            FpsIn = 15,
            FpsProcessed = 4.9701,
            LatencyP50 = TimeSpan.FromMilliseconds(214.3),
            LatencyP95 = TimeSpan.FromMilliseconds(390.6),
            CapturedAtOrigin = CaptureOrigin.Ntp,
            FramesDropped = 1289,
            Reconnects = 2,
        },
        Instance = "nvr1",
        Kind = SourceKind.Camera,
        Enabled = true,
        PromptVersion = 7,
        Model = WireSamples.Model,
        UpdatedAt = WireSamples.At("09:14:32.480"),
        LastSeq = 20434,
    };

    private static PromptStateMessage Applied() => new()
    {
        Stream = "front_door",
        Prompt = WireSamples.Prompt,
        AppliedAt = WireSamples.At("08:14:02.480"),
        Origin = PromptOrigin.Mqtt,
        Model = WireSamples.Model,
        RequestId = "ha-42",
    };
}
