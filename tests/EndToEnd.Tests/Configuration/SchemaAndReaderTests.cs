using System.Text.Json;
using System.Text.RegularExpressions;
using Glip.Core;
using Glip.Host;
using Glip.Testing;
using YamlDotNet.RepresentationModel;

namespace Glip.EndToEnd.Tests;

/// <summary>The schema of configurations and their reader know the same keys.</summary>
public sealed partial class SchemaAndReaderTests : IDisposable
{
    private const string Unknown = "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz";

    /// <summary>Every section once.</summary>
    private const string AllSections = """
        model: {}
        prompts: { yard: { phrases: [{ phrase: person }] } }
        streams: [{ id: yard, source: yard.mp4, prompt: yard, motion_gate: {}, zones: { porch: {} }, lines: { step: {} }, events: {}, calibration: {} }]
        sinks: { files: { directory: events }, snapshots: {}, webhook: { url: http://a }, mqtt: { url: mqtt://a, outbox: {} }, home_assistant: {}, frigate: {}, candidates: {}, video: { directory: videos }, report: { directory: reports } }
        web: { listen: 127.0.0.1:8080 }
        log: {}
        telemetry: { otlp: http://127.0.0.1:4318 }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Schema_OfEachSection_HasTheKeysThatTheReaderKnows()
    {
        using var schema = JsonDocument.Parse(SchemaCommand.Text());
        var known = KeysOfTheReader();

        Assert.Equal(ClosedSections(schema.RootElement), known.Count - 1); // video and report have the same
        Assert.All(known, section => Assert.Equal(
            section.Keys.Order(StringComparer.Ordinal),
            Section(schema.RootElement, section.Path).GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal)));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What the reader says when each section holds a key that it does not know.</summary>
    private List<(string Path, string[] Keys)> KeysOfTheReader()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(AllSections));
        foreach (var section in yaml.Documents[0].AllNodes.OfType<YamlMappingNode>().ToList())
        {
            section.Add(Unknown, "1");
        }

        using (var file = File.CreateText(_folder.File("all.yaml")))
        {
            yaml.Save(file, assignAnchors: false);
        }

        var refusal = Assert.Throws<ConfigurationException>(() => ConfigurationReader.Read(_folder.File("all.yaml"), null));
        return [.. refusal.Problems.Select(problem => UnknownKey().Match(problem)).Where(match => match.Success)
            .Select(match => (match.Groups["path"].Value, match.Groups["keys"].Value.Split(", ")))];
    }

    private static int ClosedSections(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.False ? 1 : 0)
            + schema.EnumerateObject().Sum(member => ClosedSections(member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().Sum(ClosedSections),
        _ => 0,
    };

    /// <summary>The schema of a section that the reader names, such as <c>streams[0].events.</c>.</summary>
    private static JsonElement Section(JsonElement root, string path) =>
        Step().Matches(path).Aggregate(root, (schema, step) => Child(root, Open(root, schema), step.Value));

    private static JsonElement Child(JsonElement root, JsonElement schema, string step) => Open(root, step switch
    {
        _ when step.StartsWith('[') => schema.GetProperty("items"),
        _ when schema.TryGetProperty("properties", out var properties) => properties.GetProperty(step),
        _ => schema.GetProperty("additionalProperties"),
    });

    /// <summary>Follows references, and takes the section or list where a single value is possible too.</summary>
    private static JsonElement Open(JsonElement root, JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Open(root, root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]));
        }

        return schema.TryGetProperty("anyOf", out var choices)
            ? Open(root, choices.EnumerateArray().First(choice => choice.TryGetProperty("properties", out _) || choice.TryGetProperty("items", out _)))
            : schema;
    }

    [GeneratedRegex($@": (?<path>[^ ]*?){Unknown} is not a known key; expected one of: (?<keys>.*)$", RegexOptions.None, 1000)]
    private static partial Regex UnknownKey();

    [GeneratedRegex(@"\[|[a-z_]+", RegexOptions.None, 1000)]
    private static partial Regex Step();
}
