using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class EventJsonTests
{
    private static readonly JsonSchema s_schema = JsonSchema.Load(Repository.Data("wire", "event.schema.json"));

    public static TheoryData<string> ValidEvents => new(Names("examples", "event-*.json"));

    public static TheoryData<string> InvalidEvents => new(Names("invalid", "*.json"));

    [Theory]
    [MemberData(nameof(ValidEvents))]
    public void Check_ExampleOfTheContract_IsValid(string name) => Assert.Empty(s_schema.Check(Read("examples", name)));

    [Theory]
    [MemberData(nameof(InvalidEvents))]
    public void Check_InvalidExampleOfTheContract_IsRefused(string name) => Assert.NotEmpty(s_schema.Check(Read("invalid", name)));

    [Theory]
    [MemberData(nameof(ValidEvents))]
    public void Read_ExampleOfTheContract_IsWrittenAsItStands(string name)
    {
        string[] sending = ["producer", "skipped", "replayed"];
        var example = Read("examples", name);

        var read = EventJson.Read(File.ReadAllBytes(Repository.Data("wire", "examples", name)));
        var written = EventJson.Write(read, example.GetProperty("published_at").GetDateTimeOffset(), example.GetProperty("snapshot_topic").GetString());

        Assert.All(example.EnumerateObject().Where(member => !sending.Contains(member.Name)), member => AssertSameOrder(member.Value, Parse(written).GetProperty(member.Name)));
        Assert.Equal(written, EventJson.Write(EventJson.Read(written), example.GetProperty("published_at").GetDateTimeOffset(), example.GetProperty("snapshot_topic").GetString()));
    }

    [Fact]
    public void Read_BestFrameOfAPhraseThatIsGone_KeepsItsSlug()
    {
        var last = Samples.Event(1, Samples.Header(3)) with { Best = Samples.Best(Samples.Header(2)) with { Phrase = new("Fußgänger in Rot") } };

        Assert.Equal(last.Best.Phrase.Slug, EventJson.Read(EventJson.Write(last, Samples.Now)).Best.Phrase.Slug);
    }

    public static TheoryData<string> NoEvents => new(
        "", "7", "[]", "{}", "{\"schema\":1}", Broken("\"schema\":1", "\"schema\":2"), "{\"schema\":\"1\"}",
        Broken("\"type\":\"start\"", "\"type\":\"begin\""),
        Broken("\"phrases\":[", "\"phrases\":[7,"),
        Broken("\"phrase\":\"person\",\"slug\"", "\"phrase\":\"\",\"slug\""),
        Broken("\"track_id\":1,", "\"track_id\":1.5,"),
        Broken("\"track_id\":1,", "\"track_id\":9999999999,"),
        Broken("\"track_id\":1,", ""),
        Broken("\"box\":[10,20,50,70]", "\"box\":[10,20]"),
        Broken("\"duration_s\":0", "\"duration_s\":1e300"),
        Broken("\"frame_width\":1920", "\"frame_width\":0"),
        Broken("\"event_id\":\"", "\"event_id\":\"x"),
        Broken("\"stream\":\"market_square\"", "\"stream\":null"));

    [Theory]
    [MemberData(nameof(NoEvents))]
    public void Read_NoEvent_Throws(string json) => Assert.ThrowsAny<JsonException>(() => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Check_UnknownKeyword_Throws()
    {
        using var value = JsonDocument.Parse("3");

        Assert.Throws<NotSupportedException>(() => new JsonSchema("""{"multipleOf": 2}""").Check(value.RootElement));
    }

    [Fact]
    public void Write_StartInFile_GivesTheExample() =>
        AssertSame(Read("examples", "event-file-start.json"), EventJson.Write(Umbrella(EventType.Start), Samples.Now));

    [Fact]
    public void Write_EndInFile_GivesTheExample() =>
        AssertSame(Read("examples", "event-file-end.json"), EventJson.Write(Umbrella(EventType.End), Samples.Now.AddSeconds(1)));

    [Theory]
    [InlineData("event-zone-enter.json")]
    [InlineData("event-zone-leave.json")]
    [InlineData("event-dwell.json")]
    [InlineData("event-line-cross.json")]
    public void Write_ZonesAndLines_GivesTheMembersOfTheExample(string name)
    {
        string[] members = ["type", "zones", "entered_zones", "zone", "line", "line_direction", "line_label", "dwell_s", "dwell_threshold_s", "changes", "end_reason"];
        var example = Read("examples", name);

        var written = Parse(EventJson.Write(LikeExample(example), Samples.Now));

        Assert.All(members, member => AssertSameOrder(example.GetProperty(member), written.GetProperty(member)));
        Assert.Empty(s_schema.Check(written));
    }

    [Fact]
    public void Write_FileWithRecordingTime_TellsTimesOfDay()
    {
        var stream = Samples.File with { Media = Samples.File.Media! with { RecordedAt = Samples.Now } };
        var frame = Samples.Header(3) with { CapturedAt = Samples.Now.AddTicks(6667) };
        var json = Parse(EventJson.Write(Samples.Event(1, frame) with { Stream = stream, Frame = frame, StartedAt = Samples.Now.ToOffset(TimeSpan.FromHours(2)) }, Samples.Now));

        Assert.Equal("2026-11-21T09:14:05.481Z", json.GetProperty("captured_at").GetString()); // 480.6667 ms, to the nearest
        Assert.Equal("2026-11-21T09:14:05.480Z", json.GetProperty("started_at").GetString());
        Assert.Equal("2026-11-21T09:14:05.481Z", json.GetProperty("best").GetProperty("captured_at").GetString());
        Assert.Empty(s_schema.Check(json));
    }

    [Fact]
    public void Write_Motion_RoundsAndWrapsTheHeading()
    {
        var moving = Samples.Event(1, Samples.Header(3)) with { Motion = new ObjectMotion(58.4249f, 0.12351f, 359.97f) };
        var json = Parse(EventJson.Write(moving, Samples.Now));

        Assert.Equal("58.42", json.GetProperty("speed_px_s").GetRawText());
        Assert.Equal("0.124", json.GetProperty("speed_heights_s").GetRawText());
        Assert.Equal("0", json.GetProperty("heading_deg").GetRawText());
        Assert.Equal(JsonValueKind.Null, Parse(EventJson.Write(moving with { Stationary = true }, Samples.Now)).GetProperty("heading_deg").ValueKind);
    }

    [Fact]
    public void Write_MoreThanSixteenPhrases_KeepsTheFirst()
    {
        var phrases = Enumerable.Range(0, 20).Select(i => Samples.Phrase($"thing {i}"));
        var json = Parse(EventJson.Write(Samples.Event(1, Samples.Header(3)) with { Phrases = [.. phrases] }, Samples.Now));

        Assert.Equal(16, json.GetProperty("phrases").GetArrayLength());
        Assert.Equal("thing 15", json.GetProperty("phrases")[15].GetProperty("phrase").GetString());
    }

    [Fact]
    public void Write_AnyScript_StaysReadableInOneLine()
    {
        var text = System.Text.Encoding.UTF8.GetString(EventJson.Write(Samples.Event(1, Samples.Header(3), "赤い車 \"und\" <b>größer</b>"), Samples.Now));

        Assert.Contains("赤い車 \\\"und\\\" <b>größer</b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text);
    }

    /// <summary>The JSON of an event with something else in one place.</summary>
    private static string Broken(string part, string otherwise)
    {
        var json = System.Text.Encoding.UTF8.GetString(EventJson.Write(Samples.Event(1, Samples.Header(3)), Samples.Now));
        Assert.Contains(part, json, StringComparison.Ordinal);
        return json.Replace(part, otherwise, StringComparison.Ordinal);
    }

    /// <summary>An event with the zones and lines of an example.</summary>
    private static PhraseEvent LikeExample(JsonElement example)
    {
        return Samples.Event(1, Samples.Header(3)) with
        {
            Type = Enum.GetValues<EventType>().Single(type => JsonNamingPolicy.SnakeCaseLower.ConvertName(type.ToString()) == Text("type")),
            Zones = Names("zones"),
            EnteredZones = Names("entered_zones"),
            Zone = Text("zone"),
            Line = Text("line"),
            LineDirection = Text("line_direction") is { } direction ? Enum.Parse<LineDirection>(direction.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true) : null,
            LineLabel = Text("line_label"),
            Dwell = Seconds("dwell_s"),
            DwellThreshold = Seconds("dwell_threshold_s"),
        };

        string? Text(string member) => example.GetProperty(member).GetString();
        TimeSpan? Seconds(string member) => example.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? TimeSpan.FromSeconds(number.GetDouble()) : null;
        ImmutableArray<string> Names(string member) => [.. example.GetProperty(member).EnumerateArray().Select(name => name.GetString()!)];
    }

    private static PhraseEvent Umbrella(EventType type)
    {
        var phrase = new SoughtPhrase(new Phrase("yellow umbrella"), 0.45f, 0.35f);
        var first = Samples.Header(3125, 125);
        var box = new BoundingBox(312, 401.5f, 488, 560.25f);
        var start = type == EventType.Start;
        return new PhraseEvent
        {
            Stream = Samples.File,
            EventId = Guid.Parse("a2e4d959-556a-8461-ac4e-a9da0ea63ce3"),
            Seq = start ? 1 : 2,
            Type = type,
            Phrases = [new EventPhrase(phrase, start ? 0.58714f : 0, 0.58714f, start)],
            TrackId = 12,
            Box = box,
            BoxOrigin = start ? BoxOrigin.Detected : BoxOrigin.Predicted,
            Frame = start ? first : Samples.Header(3380, 135.2),
            StartedAt = Samples.Epoch.AddSeconds(124.8),
            EndedAt = start ? null : Samples.Epoch.AddSeconds(135),
            Duration = TimeSpan.FromSeconds(start ? 0.2 : 10.2),
            Best = new BestFrame(first, phrase.Phrase, 0.58714f, box),
            EndReason = start ? null : EndReason.StreamEnded,
            PromptVersion = 1,
            Snapshot = new Snapshot("snapshots/market_square/a2e4d959-556a-8461-ac4e-a9da0ea63ce3.jpg", default),
        };
    }

    /// <summary>Same members in the same order with the same values; numbers are compared as numbers.</summary>
    private static void AssertSame(JsonElement expected, byte[] written)
    {
        var actual = Parse(written);
        AssertSameOrder(expected, actual);
        Assert.Empty(s_schema.Check(actual));
    }

    private static void AssertSameOrder(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(expected.EnumerateObject().Select(member => member.Name), actual.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);
            foreach (var member in expected.EnumerateObject())
            {
                AssertSameOrder(member.Value, actual.GetProperty(member.Name));
            }

            return;
        }

        Assert.True(JsonElement.DeepEquals(expected, actual), $"expected {expected.GetRawText()}, found {actual.GetRawText()}");
    }

    private static IEnumerable<string> Names(string folder, string pattern) =>
        Directory.GetFiles(Repository.Data("wire", folder), pattern).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static JsonElement Read(string folder, string name) => Parse(File.ReadAllBytes(Repository.Data("wire", folder, name)));

    private static JsonElement Parse(byte[] json) => JsonElement.Parse(json);
}
