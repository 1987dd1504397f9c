using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The prompt that is in force, and why the last wish for another one was refused.</summary>
public sealed record PromptStateMessage
{
    public required string Stream { get; init; }

    /// <summary>Phrases, thresholds and version in force.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>Since when its phrases are in force.</summary>
    public required DateTimeOffset AppliedAt { get; init; }

    public required PromptOrigin Origin { get; init; }

    public required ModelIdentity Model { get; init; }

    /// <summary>Of the wish for this prompt; at most 128 characters; null without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>Why the last wish was refused; null when it was not.</summary>
    public RefusedControl? Error { get; init; }

    /// <summary>The message as JSON in UTF-8.</summary>
    public byte[] ToJson() => MessageJson.Write(json =>
    {
        json.WriteHead(Stream);
        json.WriteNumber("prompt_version", Prompt.Version);
        json.WriteString("text", TextOf(Prompt));
        WritePhrases(json);
        json.WriteTime("applied_at", AppliedAt);
        json.WriteString("origin", EventJson.Name(Origin));
        json.WriteString("request_id", RequestId);
        json.WriteString("state", Error is null ? "ok" : "error");
        WriteError(json);
        json.WriteModel(Model);
    });

    /// <summary>The phrases as text that <c>prompt/set</c> takes.</summary>
    internal static string TextOf(Prompt prompt) => string.Join("; ", prompt.Phrases.Select(sought => sought.Phrase.Text));

    private void WritePhrases(Utf8JsonWriter json)
    {
        json.WriteStartArray("phrases");
        foreach (var (phrase, enter, leave) in Prompt.Phrases)
        {
            json.WriteStartObject();
            json.WriteString("phrase", phrase.Text);
            json.WriteString("slug", phrase.Slug);
            json.WriteNumber("enter_threshold", WireNumber.Score(enter));
            json.WriteNumber("leave_threshold", WireNumber.Score(leave));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteError(Utf8JsonWriter json)
    {
        if (Error is not { Error: var error, At: var at })
        {
            json.WriteNull("error");
            return;
        }

        json.WriteStartObject("error");
        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message);
        json.WriteString("phrase", error.Phrase);
        json.WriteString("rejected", error.Payload);
        json.WriteString("request_id", error.RequestId);
        json.WriteTime("at", at);
        json.WriteEndObject();
    }
}
