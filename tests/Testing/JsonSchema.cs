using System.Text.Json;
using System.Text.RegularExpressions;

namespace Glip.Testing;

/// <summary>
/// Checks JSON against a JSON Schema, draft 2020-12: the keywords that the schemas of this repository use.
/// A keyword that it does not know is an error, because ignoring it would accept too much.
/// </summary>
public sealed partial class JsonSchema
{
    private readonly JsonElement _root;

    public JsonSchema(string schema)
    {
        using var document = JsonDocument.Parse(schema);
        _root = document.RootElement.Clone();
    }

    public static JsonSchema Load(string path) => new(File.ReadAllText(path));

    /// <summary>What is wrong with a value, one line each with its place; empty when it is valid.</summary>
    public IReadOnlyList<string> Check(JsonElement value)
    {
        var problems = new List<string>();
        Check(_root, value, "$", problems);
        return problems;
    }

    private void Check(JsonElement schema, JsonElement value, string place, List<string> problems)
    {
        if (schema.ValueKind == JsonValueKind.False)
        {
            problems.Add($"{place}: is not allowed");
            return;
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Holds(schema, keyword.Name, keyword.Value, value, place, problems))
            {
                problems.Add($"{place}: {keyword.Name}");
            }
        }
    }

    private bool Holds(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string place, List<string> problems)
    {
        switch (keyword)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description" or "default" or "examples" or "format" or "then" or "else":
                return true;
            case "$ref":
                Check(_root.GetProperty("$defs").GetProperty(argument.GetString()!["#/$defs/".Length..]), value, place, problems);
                return true;
            case "allOf":
                argument.EnumerateArray().ToList().ForEach(part => Check(part, value, place, problems));
                return true;
            case "anyOf":
                return argument.EnumerateArray().Any(part => IsValid(part, value));
            case "oneOf":
                return argument.EnumerateArray().Count(part => IsValid(part, value)) == 1;
            case "not":
                return !IsValid(argument, value);
            case "if":
                CheckBranch(schema, IsValid(argument, value) ? "then" : "else", value, place, problems);
                return true;
            case "const":
                return JsonElement.DeepEquals(argument, value);
            case "enum":
                return argument.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value));
            case "type":
                return argument.ValueKind == JsonValueKind.Array ? argument.EnumerateArray().Any(type => HasType(type, value)) : HasType(argument, value);
            default:
                return value.ValueKind switch
                {
                    JsonValueKind.Number => NumberHolds(keyword, argument, value.GetDouble()),
                    JsonValueKind.String => StringHolds(keyword, argument, value.GetString()!),
                    JsonValueKind.Array => ArrayHolds(keyword, argument, value, place, problems),
                    JsonValueKind.Object => ObjectHolds(schema, keyword, argument, value, place, problems),
                    _ => IsKnown(keyword),
                };
        }
    }

    private static bool NumberHolds(string keyword, JsonElement argument, double value) => keyword switch
    {
        "minimum" => value >= argument.GetDouble(),
        "maximum" => value <= argument.GetDouble(),
        "exclusiveMinimum" => value > argument.GetDouble(),
        "exclusiveMaximum" => value < argument.GetDouble(),
        _ => IsKnown(keyword),
    };

    // Length counts code points. '$' matches at the very end only, unlike in .NET.
    private static bool StringHolds(string keyword, JsonElement argument, string value) => keyword switch
    {
        "minLength" => value.EnumerateRunes().Count() >= argument.GetInt32(),
        "maxLength" => value.EnumerateRunes().Count() <= argument.GetInt32(),
        "pattern" => Regex.IsMatch(value, End().Replace(argument.GetString()!, @"\z"), RegexOptions.None, TimeSpan.FromSeconds(1)),
        _ => IsKnown(keyword),
    };

    private bool ArrayHolds(string keyword, JsonElement argument, JsonElement value, string place, List<string> problems)
    {
        switch (keyword)
        {
            case "items":
                value.EnumerateArray().Select((item, i) => (item, i)).ToList().ForEach(each => Check(argument, each.item, $"{place}[{each.i}]", problems));
                return true;
            case "minItems":
                return value.GetArrayLength() >= argument.GetInt32();
            case "maxItems":
                return value.GetArrayLength() <= argument.GetInt32();
            case "uniqueItems":
                var items = value.EnumerateArray().ToList();
                return items.Select((item, i) => items.Take(i).All(other => !JsonElement.DeepEquals(item, other))).All(unique => unique);
            default:
                return IsKnown(keyword);
        }
    }

    private bool ObjectHolds(JsonElement schema, string keyword, JsonElement argument, JsonElement value, string place, List<string> problems)
    {
        switch (keyword)
        {
            case "required":
                return argument.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                foreach (var property in argument.EnumerateObject().Where(property => value.TryGetProperty(property.Name, out _)))
                {
                    Check(property.Value, value.GetProperty(property.Name), $"{place}.{property.Name}", problems);
                }

                return true;
            case "additionalProperties":
                foreach (var member in value.EnumerateObject().Where(member => !IsNamed(schema, member.Name)))
                {
                    Check(argument, member.Value, $"{place}.{member.Name}", problems);
                }

                return true;
            default:
                return IsKnown(keyword);
        }
    }

    private static bool IsNamed(JsonElement schema, string member) => schema.TryGetProperty("properties", out var named) && named.TryGetProperty(member, out _);

    /// <summary>A keyword for another kind of value says nothing about this one.</summary>
    private static bool IsKnown(string keyword) => keyword
        is "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "minLength" or "maxLength" or "pattern"
        or "items" or "minItems" or "maxItems" or "uniqueItems" or "required" or "properties" or "additionalProperties"
            ? true
            : throw new NotSupportedException($"The keyword '{keyword}' is not supported.");

    private static bool HasType(JsonElement type, JsonElement value) => type.GetString() switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        var unknown => throw new NotSupportedException($"The type '{unknown}' is not supported."),
    };

    private void CheckBranch(JsonElement schema, string branch, JsonElement value, string place, List<string> problems)
    {
        if (schema.TryGetProperty(branch, out var then))
        {
            Check(then, value, place, problems);
        }
    }

    private bool IsValid(JsonElement schema, JsonElement value)
    {
        var problems = new List<string>();
        Check(schema, value, string.Empty, problems);
        return problems.Count == 0;
    }

    [GeneratedRegex(@"(?<!\\)\$", RegexOptions.None, 1000)]
    private static partial Regex End();
}
