using System.Text.Json;

namespace Glip.Sinks;

/// <summary>Members of JSON that others wrote.</summary>
internal static class ControlJson
{
    /// <summary>A member of an object; null when it is missing or null.</summary>
    public static JsonElement? Member(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <exception cref="Core.PromptException">It is no string, or none of whole characters.</exception>
    public static string Text(this JsonElement value, string what)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            throw ControlBody.NotThis($"{what} is {Kind(value)}; expected a string");
        }

        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ControlBody.NotThis($"{what} holds half of a surrogate pair; expected whole characters");
        }
    }

    /// <summary>What it is, in a word.</summary>
    public static string Kind(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "the number " + PayloadText.Shown(value.GetRawText()),
        _ => value.GetRawText(),
    };
}
