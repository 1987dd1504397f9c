using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Reads a wish for other phrases: as text such as <c>person; dog</c>, or as JSON with thresholds.</summary>
/// <param name="present">The prompt in force: phrases that stay keep what was set for them.</param>
/// <param name="defaults">Thresholds of phrases that are new.</param>
internal sealed class PromptReader(Prompt present, ThresholdDefaults defaults)
{
    /// <exception cref="PromptException">It is no prompt.</exception>
    public PromptCommand Read(ControlBody body) => body.Json is { } json
        ? new(new(Phrases(json).Select(Phrase), present.Version), IfVersion(json))
        : new(new(PromptText.Split(body.Text).Select(Phrase), present.Version), null);

    private static JsonElement.ArrayEnumerator Phrases(JsonElement json) => json.Member("phrases") is { ValueKind: JsonValueKind.Array } phrases
        ? phrases.EnumerateArray()
        : throw ControlBody.NotThis("'phrases' is missing or no array; expected an object such as {\"phrases\": [\"person\", \"dog\"]}");

    private static int? IfVersion(JsonElement json) => json.Member("if_version") switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var version) && version > 0 => version,
        { } other => throw ControlBody.NotThis($"'if_version' is {other.Kind()}; expected a whole number from 1"),
    };

    private SoughtPhrase Phrase(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return Phrase(json.Text("a phrase"));
        }

        var sought = Phrase(json.Member("phrase")?.Text("'phrase'") ?? throw ControlBody.NotThis("an object in 'phrases' has no member 'phrase'; expected the words that are sought"));
        var enter = Threshold(json, "enter_threshold", sought.Phrase) ?? sought.EnterThreshold;
        var leave = Threshold(json, "leave_threshold", sought.Phrase) ?? Math.Min(sought.LeaveThreshold, enter);
        return sought with { EnterThreshold = enter, LeaveThreshold = leave };
    }

    private SoughtPhrase Phrase(string text)
    {
        var phrase = new Phrase(text);
        return present.Phrases.FirstOrDefault(known => known.Phrase.Slug == phrase.Slug) is { } known
            ? known with { Phrase = phrase }
            : new(phrase, defaults.Enter, defaults.Leave);
    }

    /// <summary>A number; whether it is in its range is seen when the prompt is put together.</summary>
    private static float? Threshold(JsonElement json, string name, Phrase phrase) => json.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => (float)value,
        { } other => throw new PromptException("invalid_threshold", phrase.Text, $"'{name}' of phrase '{phrase}' is {other.Kind()}; expected a number from 0.01 to 1"),
    };
}
