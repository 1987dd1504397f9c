using System.Text.Json;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>The examples of the contract.</summary>
internal static class WireExample
{
    private static readonly Dictionary<string, JsonSchema> s_schemas = Schemas(JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "messages.schema.json"))).GetProperty("$defs"));

    public static JsonElement Read(string name) => JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "examples", name)));

    /// <summary>Same members in the same order with the same values; numbers are compared as numbers.</summary>
    public static void AssertSame(string name, byte[] written) => AssertSame(Read(name), JsonElement.Parse(written), "$");

    /// <summary>What is wrong with a message, by one definition of the schema of messages; empty when it is valid.</summary>
    public static IReadOnlyList<string> Check(string definition, byte[] written) => s_schemas[definition].Check(JsonElement.Parse(written));

    private static Dictionary<string, JsonSchema> Schemas(JsonElement definitions) => definitions.EnumerateObject().ToDictionary(
        each => each.Name, each => new JsonSchema($$"""{"$defs": {{definitions.GetRawText()}}, "$ref": "#/$defs/{{each.Name}}"}"""), StringComparer.Ordinal);

    private static void AssertSame(JsonElement expected, JsonElement actual, string place)
    {
        Assert.True(expected.ValueKind == actual.ValueKind, $"{place}: expected {expected.GetRawText()}, found {actual.GetRawText()}");
        if (expected.ValueKind == JsonValueKind.Object)
        {
            Assert.Equal(expected.EnumerateObject().Select(member => member.Name), actual.EnumerateObject().Select(member => member.Name), StringComparer.Ordinal);
            foreach (var member in expected.EnumerateObject())
            {
                AssertSame(member.Value, actual.GetProperty(member.Name), $"{place}.{member.Name}");
            }

            return;
        }

        Assert.True(JsonElement.DeepEquals(expected, actual), $"{place}: expected {expected.GetRawText()}, found {actual.GetRawText()}");
    }
}
