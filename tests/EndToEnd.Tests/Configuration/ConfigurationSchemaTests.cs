using System.Text.Json;
using System.Text.RegularExpressions;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The JSON Schema that editors check configurations with.</summary>
public sealed partial class ConfigurationSchemaTests
{
    private const string Everything = """
        instance: ${INSTANCE}
        model: { package: models/nano, device: cuda:1, max_batch: 8, max_wait: 0, max_age: 1.5s }
        prompts:
          yard: { phrases: [person, { phrase: red car, enter_threshold: 0.6, leave_threshold: 0.4, zones: [porch], min_size: 0.1, max_size: 0.9, cooldown: 1m }] }
          road: { phrases: "person. car." }
        streams:
          - id: front_door
            source: rtsp://viewer:${CAM_PASSWORD}@10.0.0.4:554/stream1
            enabled: ${FRONT_DOOR}
            transport: udp
            prompt: yard
            fps: ${FPS}
            decode: cuda
            key_frames_only: true
            stall_after: 10s
            timeout: 5s
            ca_file: ca.pem
            tls_verify: false
            weight: 2.5
            ffmpeg: { probesize: 500000, rtsp_flags: prefer_tcp, an: true }
            motion_gate: { refresh: 30s }
            camera_motion: true
            masks: [[[0, 0], [0.3, 0], [0.3, 0.1]]]
            zones: { porch: { points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], dwell: [30s, 5m], inertia: 2, anchor: centre } }
            lines: { doorstep: { from: [0.2, 0.6], to: [0.8, 0.6], left_to_right: in, right_to_left: out, anchor: bottom } }
            events:
              { enter_threshold: 0.5, leave_threshold: 0.35, min_hits: 3, min_duration: 1s, max_age: 2s, cooldown: 10s, update_interval: 0, stationary_after: 10s, stationary_max_age: 1m }
          - { id: yard, source: yard.mp4, prompt: [person], loop: true, realtime: true, motion_gate: false }
        sinks:
          files: { directory: events/all, formats: [csv, jsonl], rotate: 256MiB, keep: 30d }
          snapshots: { directory: snapshots, draw: false, keep: 7d }
          webhook: { url: "https://a:${B}@example.org/hook", secret: "${HOOK_SECRET}", timeout: 5s, ca_file: ca.pem }
          video: { directory: videos }
          report: { path: report.html }
        web: { listen: "[::1]:8080" }
        log: { format: json }
        telemetry: { otlp: http://127.0.0.1:4318 }
        shutdown_timeout: 10s
        """;

    private static readonly JsonSchema s_schema = new(SchemaCommand.Text());

    public static TheoryData<string> Places => [.. Values(Root).Select(value => value.Place)];

    private static JsonElement Root => JsonDocument.Parse(SchemaCommand.Text()).RootElement;

    [Fact]
    public void Check_AllKeys_IsValid() => Assert.Empty(s_schema.Check(YamlJson.Read(Everything)));

    [Theory]
    [InlineData("streams: []", "streams: minItems")]
    [InlineData("stream: 1", "required")]
    [InlineData("fps: ${FPS}", "pfs: 5")]
    [InlineData("fps: ${FPS}", "fps: 500")]
    [InlineData("id: front_door", "id: Front Door")]
    [InlineData("transport: udp", "transport: http")]
    [InlineData("stall_after: 10s", "stall_after: 10")]
    [InlineData("stall_after: 10s", "stall_after: 10 seconds")]
    [InlineData("rotate: 256MiB", "rotate: 256MB")]
    [InlineData("url: \"https://a:${B}@example.org/hook\"", "url: mqtt://example.org")]
    [InlineData("secret: \"${HOOK_SECRET}\"", "secret: \"\"")]
    [InlineData("formats: [csv, jsonl]", "formats: []")]
    [InlineData("formats: [csv, jsonl]", "formats: [cvs]")]
    [InlineData("formats: [csv, jsonl]", "formats: csv")]
    [InlineData("directory: events/all", "directory: ../events")]
    [InlineData("directory: events/all", "directory: /events")]
    [InlineData("directory: events/all", "directory: events/")]
    [InlineData("directory: events/all", "directory: events, path: events.jsonl")]
    [InlineData("directory: events/all, ", "")]
    [InlineData("motion_gate: false", "motion_gate: sometimes")]
    [InlineData("refresh: 30s", "interval: 30s")]
    [InlineData("points: [[0.1, 0.5], ", "points: [")]
    [InlineData("points: [[0.1, 0.5], ", "points: [[0.1, 5], ")]
    [InlineData("points: [[0.1, 0.5], [0.9, 0.5], [0.5, 1]], ", "")]
    [InlineData("from: [0.2, 0.6], ", "")]
    [InlineData("anchor: centre", "anchor: top")]
    [InlineData("inertia: 2", "inertia: 0")]
    [InlineData("dwell: [30s, 5m]", "dwell: 30s")]
    [InlineData("max_size: 0.9", "max_size: 9")]
    [InlineData("[0.3, 0.1]]]", "[0.3, 1.1]]]")]
    [InlineData("[[[0, 0], ", "[[")]
    [InlineData("min_hits: 3", "min_hits: 2.5")]
    [InlineData("enter_threshold: 0.5", "enter_threshold: 0")]
    [InlineData("probesize: 500000", "probesize: [1]")]
    [InlineData("\"[::1]:8080\"", "8080")]
    [InlineData("format: json", "format: xml")]
    [InlineData("http://127.0.0.1:4318", "127.0.0.1:4318")]
    [InlineData("device: cuda:1", "device: gpu")]
    [InlineData("max_batch: 8", "max_batch: 65")]
    [InlineData("phrases: \"person. car.\"", "phrase: person")]
    [InlineData("[person, { phrase: red car", "[person, { words: red car")]
    public void Check_OneValueWrong_IsRefused(string right, string wrong)
    {
        var text = Everything.Contains(right, StringComparison.Ordinal) ? Everything.Replace(right, wrong, StringComparison.Ordinal) : right;

        Assert.NotEmpty(s_schema.Check(YamlJson.Read(text)));
    }

    [Fact]
    public void Configurations_ThatShip_AreValid()
    {
        var documents = Directory.EnumerateFiles(Repository.Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md"));
        var texts = documents.SelectMany(document => YamlBlock().Matches(File.ReadAllText(document)).Select(match => match.Groups[1].Value))
            .Append(File.ReadAllText(Path.Combine(Repository.Root, "demo", "demo.yaml"))).ToList();

        Assert.True(texts.Count >= 3);
        Assert.All(texts, text => Assert.Empty(s_schema.Check(YamlJson.Read(text))));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Value_HasADescriptionAndExamplesThatAreValid(string place)
    {
        var (_, value) = Values(Root).Single(value => value.Place == place);
        var schema = new JsonSchema($$"""{ "allOf": [{{value.GetRawText()}}], "$defs": {{Root.GetProperty("$defs").GetRawText()}} }""");
        var shown = value.TryGetProperty("examples", out var examples) ? examples.EnumerateArray().ToList() : [];
        if (value.TryGetProperty("default", out var usual))
        {
            shown.Add(usual);
        }

        Assert.False(string.IsNullOrEmpty(value.GetProperty("description").GetString()));
        Assert.True(shown.Count > 0 || value.TryGetProperty("properties", out _) || value.TryGetProperty("items", out _), "It has neither a default nor examples.");
        Assert.All(shown, example => Assert.Empty(schema.Check(example)));
    }

    [Fact]
    public async Task SchemaCommand_Prints_TheSchema()
    {
        using var folder = new TemporaryFolder();
        var (exitCode, output, errors) = await GlipProgram.RunAsync(folder.Path, "schema");

        Assert.Equal((0, string.Empty, SchemaCommand.Text()), (exitCode, errors, output));
    }

    /// <summary>Every value that can be set, with its place.</summary>
    private static IEnumerable<(string Place, JsonElement Value)> Values(JsonElement schema, string place = "$")
    {
        foreach (var (name, child) in Children(schema))
        {
            if (name == "properties")
            {
                foreach (var property in child.EnumerateObject())
                {
                    yield return ($"{place}.{property.Name}", property.Value);
                }
            }

            foreach (var value in Values(child, $"{place}/{name}"))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<(string Name, JsonElement Value)> Children(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().Where(member => member.Name is not ("examples" or "default")).Select(member => (member.Name, member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().Select((item, i) => ($"{i}", item)),
        _ => [],
    };

    [GeneratedRegex(@"^```yaml\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1000)]
    private static partial Regex YamlBlock();
}
