using System.Text.Json;
using Glip.Core;
using Glip.Sinks;

namespace Glip.EndToEnd.Tests;

/// <summary>What is sought and more, changed by messages.</summary>
public sealed class BrokerControlTests
{
    private const string PromptState = "glip/gate/prompt/state";

    [Fact]
    public async Task PromptSet_OtherPhrase_IsAnsweredOnceTakesOverAndSurvivesUntilTheFileChanges()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events");

        await glip.SayAsync("glip/gate/prompt/set", """{"phrases": [{"phrase": "car", "enter_threshold": 0.4, "leave_threshold": 0.2}], "if_version": 1, "request_id": "ha-42"}""");

        var state = (await glip.Watch.WaitAsync(IsPromptState("ok", 2))).Json;
        Assert.Equal(("car", "mqtt", "ha-42"), (state.GetProperty("text").GetString(), state.GetProperty("origin").GetString(), state.GetProperty("request_id").GetString()));
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events" && message.Json.GetProperty("phrase").GetString() == "car" && message.Json.GetProperty("prompt_version").GetInt32() == 2);
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events" && message.Json.GetProperty("end_reason").GetString() == "prompt_changed");
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/person/count", message => message.Payload.Length == 0);
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/car/threshold/state", message => message.Text == "0.4");
        await glip.SayAsync("glip/gate/phrase/car/threshold/set", "0.45");
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/car/threshold/state", message => message.Text == "0.45");
        Assert.Single(glip.Watch.Seen.Where(IsPromptState("ok", 2)).Select(Threshold), 0.4m);
        await glip.StopAsync();

        await glip.StartAgainAsync();
        await glip.Watch.WaitForLastAsync(PromptState, message => Prompt(message) is ("car", 2, "mqtt") && Threshold(message) == 0.45m);
        await glip.StopAsync();

        glip.Configure(BrokerProgram.Still("[bicycle]"));
        await glip.StartAgainAsync();
        await glip.Watch.WaitForLastAsync(PromptState, message => Prompt(message) is ("bicycle", 3, "file"));
        glip.Watch.CheckSchemas();
    }

    [Fact]
    public async Task PromptSet_Wrong_OldOneStaysTheErrorIsToldAndTheNextOneClearsIt()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());

        await glip.SayAsync("glip/gate/prompt/set", "persn; car");
        var error = (await glip.Watch.WaitAsync(IsPromptState("error", 1))).Json.GetProperty("error");
        Assert.Equal(("unknown_phrase", "persn"), (error.GetProperty("code").GetString(), error.GetProperty("phrase").GetString()));
        Assert.Contains("person", error.GetProperty("message").GetString(), StringComparison.Ordinal); // the nearest
        Assert.Equal("persn; car", error.GetProperty("rejected").GetString());

        await glip.SayAsync("glip/gate/prompt/set", """{"phrases": ["car"], "if_version": 9}""");
        await glip.Watch.WaitForLastAsync(PromptState, message => message.Json.GetProperty("error") is { ValueKind: JsonValueKind.Object } present && present.GetProperty("code").GetString() == "version_conflict");

        await Task.Delay(TimeSpan.FromSeconds(1)); // more than one change a second is too many
        var known = glip.Watch.Seen.Count;
        await glip.SayAsync("glip/gate/prompt/set", "person");
        await Glip.Testing.Waiting.UntilAsync(() => glip.Watch.Seen.Skip(known).Any(IsPromptState("ok", 1))); // the same again changes nothing but is answered
        glip.Watch.CheckSchemas();
    }

    [Fact]
    public async Task OtherControls_WrongAndRight_AreReportedOrDone()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events");

        await glip.SayAsync("glip/gate/enabled/set", "maybe", "-D", "publish", "user-property", "request_id", "r7");
        await glip.SayAsync("glip/gate/phrase/person/threshold/set", "2");
        await glip.SayAsync("glip/gate/snapshot/request", "now!");
        await ErrorAsync(glip, "invalid_value", "r7");
        await ErrorAsync(glip, "invalid_threshold");
        await ErrorAsync(glip, "invalid_json");

        await glip.SayAsync("glip/gate/enabled/set", "OFF");
        await glip.Watch.WaitForLastAsync("glip/gate/enabled/state", message => message.Text == "OFF");
        await glip.Watch.WaitForLastAsync("glip/gate/status", message => message.Json.GetProperty("state").GetString() == "disabled");
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events" && message.Json.GetProperty("end_reason").GetString() == "disabled");
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/person/active", message => message.Text == "OFF");
        Assert.Empty(EventOrder.Check(glip.Watch.Events()));

        await glip.StopAsync();
        await glip.StartAgainAsync();
        await glip.Watch.WaitForLastAsync("glip/gate/status", message => message.Json.GetProperty("state").GetString() == "disabled");
        await glip.SayAsync("glip/gate/enabled/set", "ON");
        await glip.Watch.WaitForLastAsync("glip/gate/phrase/person/active", message => message.Text == "ON");
        glip.Watch.CheckSchemas();
    }

    [Fact]
    public async Task RetainedCommand_IsIgnoredAndReported()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());

        await glip.SayAsync("glip/gate/enabled/set", "OFF", "-r");

        await ErrorAsync(glip, "retained_command");
        Assert.Equal("ON", glip.Watch.Last("glip/gate/enabled/state")!.Text);
    }

    [Fact]
    public async Task RetainedCommand_IsTakenAway_IsNoCommand()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still());

        await glip.SayAsync("glip/gate/enabled/set", string.Empty, "-r");
        await glip.SayAsync("glip/gate/enabled/set", "perhaps");

        await ErrorAsync(glip, "invalid_value");
        Assert.Single(glip.Watch.Seen, message => message.Topic == "glip/gate/errors");
    }

    [Fact]
    public async Task ControlFalse_NobodyIsListenedTo()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still(), ", control: false");

        await glip.SayAsync("glip/gate/enabled/set", "OFF");
        await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/events");

        Assert.Equal("ON", glip.Watch.Last("glip/gate/enabled/state")!.Text);
        Assert.DoesNotContain("glip/gate", glip.Broker.Log.Split('\n').Where(line => line.StartsWith('\t')), StringComparer.Ordinal);
        var components = glip.Watch.Last("homeassistant/device/glip_gate/config")!.Json.GetProperty("components").EnumerateObject().Select(component => component.Name).ToList();
        Assert.Empty(components.Intersect(["enabled", "prompt", "person_threshold"], StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pictures_ShowTheThingInItsBox()
    {
        await using var glip = await BrokerProgram.StartAsync(BrokerProgram.Still("[{ phrase: car, enter_threshold: 0.4 }]"));
        var best = await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/phrase/car/snapshot");
        await glip.SayAsync("glip/gate/snapshot/request", """{"annotate": true, "request_id": "p1"}""");
        var annotated = await glip.Watch.WaitAsync(message => message.Topic == "glip/gate/snapshot");
        await Task.Delay(TimeSpan.FromSeconds(1)); // more than one a second is too many
        await glip.SayAsync("glip/gate/snapshot/request", string.Empty);
        await Glip.Testing.Waiting.UntilAsync(() => glip.Watch.Seen.Count(message => message.Topic == "glip/gate/snapshot") == 2);
        var plain = glip.Watch.Last("glip/gate/snapshot")!;
        await glip.StopAsync();

        Assert.Contains("request_id:p1", annotated.Properties, StringComparison.Ordinal);
        var start = glip.Watch.Events().First(e => e.GetProperty("type").GetString() == "start" && best.Properties.Contains($"event_id:{e.GetProperty("event_id").GetString()}", StringComparison.Ordinal));
        Assert.NotEqual(0, Decode(best).Size.Width);
        AssertDrawnAround(start.GetProperty("box_norm"), Decode(annotated), Decode(plain));
    }

    /// <summary>Pictures differ along the lines of the box and nowhere far from it.</summary>
    private static void AssertDrawnAround(JsonElement box, RgbImage annotated, RgbImage plain)
    {
        var (width, height) = (plain.Size.Width, plain.Size.Height);
        var (left, top, right, bottom) = ((int)(box[0].GetDouble() * width), (int)(box[1].GetDouble() * height), (int)(box[2].GetDouble() * width), (int)(box[3].GetDouble() * height));
        var middle = (top + bottom) / 2;
        Assert.True(Enumerable.Range(-4, 9).Max(dx => Difference(annotated, plain, left + dx, middle)) > 60, "no line on the left");
        Assert.True(Enumerable.Range(-4, 9).Max(dx => Difference(annotated, plain, right + dx, middle)) > 60, "no line on the right");
        Assert.True(Difference(annotated, plain, (left + right) / 2, middle) < 40, "something is drawn inside");
        Assert.True(Difference(annotated, plain, width - 5, 5) < 40 || right > width - 20, "something is drawn far away");
    }

    private static int Difference(RgbImage one, RgbImage other, int x, int y)
    {
        var at = ((Math.Clamp(y, 0, one.Size.Height - 1) * one.Size.Width) + Math.Clamp(x, 0, one.Size.Width - 1)) * 3;
        return Enumerable.Range(at, 3).Sum(i => Math.Abs(one.Pixels[i] - other.Pixels[i]));
    }

    private static RgbImage Decode(SeenMessage message) => new TurboJpeg().Decode(message.Payload);

    private static async Task ErrorAsync(BrokerProgram glip, string code, string? requestId = null) => await glip.Watch.WaitAsync(message =>
        message.Topic == "glip/gate/errors" && message.Json.GetProperty("code").GetString() == code && message.Json.GetProperty("request_id").GetString() == requestId);

    private static Func<SeenMessage, bool> IsPromptState(string state, int version) => message =>
        message.Topic == PromptState && message.Json.GetProperty("state").GetString() == state && message.Json.GetProperty("prompt_version").GetInt32() == version;

    private static (string? Text, int Version, string? Origin) Prompt(SeenMessage message) =>
        (message.Json.GetProperty("text").GetString(), message.Json.GetProperty("prompt_version").GetInt32(), message.Json.GetProperty("origin").GetString());

    private static decimal Threshold(SeenMessage message) => message.Json.GetProperty("phrases")[0].GetProperty("enter_threshold").GetDecimal();
}
