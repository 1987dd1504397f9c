using System.Text;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class ControlReaderTests
{
    private static readonly ControlTopic s_prompt = Topic("glip/front_door/prompt/set");
    private static readonly ControlTopic s_enabled = Topic("glip/front_door/enabled/set");
    private static readonly ControlTopic s_threshold = Topic("glip/front_door/phrase/person/threshold/set");
    private static readonly ControlTopic s_snapshot = Topic("glip/front_door/snapshot/request");

    [Theory]
    [InlineData("person; person in a red coat; dog", "person|person in a red coat|dog")]
    [InlineData("person. dog.", "person|dog")]
    [InlineData("person\r\n  red   car\n", "person|red car")]
    [InlineData("v1.2 box", "v1.2 box")]
    public void Read_PromptAsText_GivesItsPhrases(string text, string phrases)
    {
        var command = Assert.IsType<PromptCommand>(Read(s_prompt, text).Command);

        Assert.Equal(phrases, string.Join('|', command.Prompt.Phrases.Select(sought => sought.Phrase)));
        Assert.Equal((null, null), (command.IfVersion, command.RequestId));
    }

    [Fact]
    public void Read_PhrasesThatStay_KeepWhatWasSetForThem()
    {
        var zoned = WireSamples.RedCoat with { Zones = ["porch"], MinSize = 0.1, Cooldown = TimeSpan.FromSeconds(5) };
        var command = (PromptCommand)ControlReader.Read(Message(s_prompt, "cat; Person in a Red-Coat"), new([WireSamples.Dog, zoned], 7), WireSamples.Defaults).Command!;

        Assert.Equal(new SoughtPhrase(new("cat"), 0.5f, 0.35f), command.Prompt.Phrases[0]);
        Assert.Equal(zoned with { Phrase = new("Person in a Red-Coat") }, command.Prompt.Phrases[1]);
        Assert.Equal("Person in a Red-Coat", command.Prompt.Phrases[1].Phrase.Text);
    }

    [Fact]
    public void Read_PromptAsJson_GivesThresholdsVersionAndRequest()
    {
        const string json = """ {"phrases": ["dog", {"phrase": "person", "enter_threshold": 0.3}, {"phrase": "cat", "enter_threshold": 0.6, "leave_threshold": 0.2}], "if_version": 7, "request_id": "ha-42", "later": [1]} """;
        var command = Assert.IsType<PromptCommand>(Read(s_prompt, json).Command);

        Assert.Equal<SoughtPhrase>([WireSamples.Dog, new(new("person"), 0.3f, 0.3f), new(new("cat"), 0.6f, 0.2f)], command.Prompt.Phrases);
        Assert.Equal((7, "ha-42"), (command.IfVersion, command.RequestId));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" ;; . \n", "empty")]
    [InlineData("{\"phrases\": []}", "empty")]
    [InlineData("{\"phrases\": [\"\"]}", "empty")]
    [InlineData("-person", "invalid_character")]
    [InlineData("per\u0007son", "invalid_character")]
    [InlineData("[\"person\"]", "invalid_character")]
    [InlineData("{\"phrases\": [\"a; b\"]}", "invalid_character")]
    [InlineData("{\"phrases\": [\"St. Bernard\"]}", "invalid_character")]
    [InlineData("red car; red-car", "duplicate_phrase")]
    [InlineData("{\"phrases\": [\"dog\", {\"phrase\": \"Dog\"}]}", "duplicate_phrase")]
    [InlineData("{", "invalid_json")]
    [InlineData("{}", "invalid_json")]
    [InlineData("{\"phrases\": \"dog\"}", "invalid_json")]
    [InlineData("{\"phrases\": [1]}", "invalid_json")]
    [InlineData("{\"phrases\": [null]}", "invalid_json")]
    [InlineData("{\"phrases\": [{\"enter_threshold\": 0.5}]}", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"], \"phrases\": [\"cat\"]}", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"]} x", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"], \"if_version\": 0}", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"], \"if_version\": \"7\"}", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"], \"if_version\": 99999999999}", "invalid_json")]
    [InlineData("{\"phrases\": [\"dog\"], \"request_id\": 3}", "invalid_json")]
    [InlineData("{\"phrases\": [\"\\ud800\"]}", "invalid_json")]
    [InlineData("{\"phrases\": [{\"phrase\": \"dog\", \"enter_threshold\": 0}]}", "invalid_threshold")]
    [InlineData("{\"phrases\": [{\"phrase\": \"dog\", \"enter_threshold\": 1e999}]}", "invalid_threshold")]
    [InlineData("{\"phrases\": [{\"phrase\": \"dog\", \"enter_threshold\": \"0.5\"}]}", "invalid_threshold")]
    [InlineData("{\"phrases\": [{\"phrase\": \"dog\", \"enter_threshold\": 0.3, \"leave_threshold\": 0.4}]}", "invalid_threshold")]
    public void Read_BadPrompt_IsRefusedWithACode(string payload, string code) => AssertError(code, s_prompt, payload);

    [Fact]
    public void Read_TooManyOrTooLong_IsRefusedWithACode()
    {
        AssertError("too_many_phrases", s_prompt, string.Join(';', Enumerable.Range(0, 65)));
        AssertError("phrase_too_long", s_prompt, new string('a', 201));
        AssertError("too_large", s_prompt, new string('a', 65537));
        AssertError("invalid_json", s_prompt, string.Concat(Enumerable.Repeat("{\"a\":", 1000)));
        Assert.True(Read(s_prompt, "dog" + new string('\n', 65533)).IsCommand);
    }

    [Fact]
    public void Read_NotUtf8_IsRefusedAndEchoed()
    {
        var error = ControlReader.Read(new(s_prompt, new byte[] { (byte)'d', 0xff, (byte)'g' }), WireSamples.Prompt, WireSamples.Defaults).Error!;

        Assert.Equal(("invalid_utf8", "d\ufffdg"), (error.Code, error.Payload));
    }

    [Fact]
    public void Read_Duplicate_NamesThePhraseAndTheRequest()
    {
        var error = Read(s_prompt, """{"phrases": ["red car", "red-car"], "request_id": "ha-43"}""").Error!;

        Assert.Equal(("red car", "ha-43"), (error.Phrase, error.RequestId));
        Assert.Contains("'red car' and 'red-car'", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsOfPrompt(ControlKind.Prompt));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(1023)]
    public void Read_LongPayload_IsEchoedUpTo1024Characters(int before)
    {
        var echo = Read(s_prompt, "-" + new string('ä', before - 1) + "🐕 and more").Error!.Payload;

        Assert.Equal("-" + new string('ä', before - 1), echo);
    }

    [Fact]
    public void Read_Retained_IsRefused()
    {
        var error = ControlReader.Read(Message(s_prompt, "dog") with { Retained = true }, WireSamples.Prompt, WireSamples.Defaults).Error!;

        Assert.Equal(("retained_command", "dog", false), (error.Code, error.Payload, error.IsOfPrompt(ControlKind.Prompt)));
    }

    [Fact]
    public void Read_RequestIdAsProperty_IsTaken()
    {
        Assert.Equal("p-1", RequestId(Message(s_prompt, "dog") with { RequestId = "p-1" }));
        Assert.Equal("j-1", RequestId(Message(s_prompt, """{"phrases": ["dog"], "request_id": "j-1"}""") with { RequestId = "p-1" }));
        Assert.Equal(new string('x', 128), RequestId(Message(s_enabled, "ON") with { RequestId = new('x', 128) }));
    }

    [Fact]
    public void Read_LongRequestId_IsRefused()
    {
        AssertError("invalid_json", s_prompt, $$"""{"phrases": ["dog"], "request_id": "{{new string('x', 129)}}"}""");
        var error = ControlReader.Read(Message(s_enabled, "ON") with { RequestId = new('x', 129) }, WireSamples.Prompt, WireSamples.Defaults).Error!;
        Assert.Equal(("invalid_value", null), (error.Code, error.RequestId));
    }

    [Theory]
    [InlineData("ON", true)]
    [InlineData("OFF", false)]
    public void Read_Switch_IsOnOrOff(string payload, bool expected) => Assert.Equal(new EnabledCommand(expected), Read(s_enabled, payload).Command);

    [Theory]
    [InlineData("on")]
    [InlineData("")]
    [InlineData("{\"enabled\": true}")]
    [InlineData("\u001b[2J")]
    public void Read_OtherSwitch_IsRefused(string payload) => AssertError("invalid_value", s_enabled, payload);

    [Theory]
    [InlineData("0.01", 0.01f)]
    [InlineData("1", 1f)]
    [InlineData("0.450", 0.45f)]
    [InlineData(".5", 0.5f)]
    public void Read_Threshold_IsANumber(string payload, float expected) => Assert.Equal(new ThresholdCommand("person", expected), Read(s_threshold, payload).Command);

    [Theory]
    [InlineData("loud")]
    [InlineData("0,5")]
    [InlineData("0.009")]
    [InlineData("1.01")]
    [InlineData("-0.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e400")]
    [InlineData("")]
    public void Read_OtherThreshold_IsRefused(string payload) => Assert.Equal("person", AssertError("invalid_threshold", s_threshold, payload).Phrase);

    [Theory]
    [InlineData("", false, null)]
    [InlineData("{}", false, null)]
    [InlineData("{\"annotate\": true, \"request_id\": \"a\"}", true, "a")]
    [InlineData("{\"annotate\": null}", false, null)]
    public void Read_SnapshotRequest_IsUnderstood(string payload, bool annotate, string? requestId) =>
        Assert.Equal(new SnapshotCommand(annotate) { RequestId = requestId }, Read(s_snapshot, payload).Command);

    [Theory]
    [InlineData("now")]
    [InlineData("{\"annotate\": 1}")]
    [InlineData("{\"annotate\"}")]
    public void Read_OtherSnapshotRequest_IsRefused(string payload) => AssertError("invalid_json", s_snapshot, payload);

    private static ControlError AssertError(string code, ControlTopic topic, string payload)
    {
        var error = Read(topic, payload).Error;

        Assert.Equal(code, error?.Code);
        Assert.True(PayloadText.IsClean(error!.Message), error.Message);
        return error;
    }

    private static string? RequestId(ControlMessage message) => ControlReader.Read(message, WireSamples.Prompt, WireSamples.Defaults).Command!.RequestId;

    private static ControlReading Read(ControlTopic topic, string payload) => ControlReader.Read(Message(topic, payload), WireSamples.Prompt, WireSamples.Defaults);

    private static ControlMessage Message(ControlTopic topic, string payload) => new(topic, Encoding.UTF8.GetBytes(payload));

    private static ControlTopic Topic(string name) => WireSamples.Topics.Control(name)!;
}
