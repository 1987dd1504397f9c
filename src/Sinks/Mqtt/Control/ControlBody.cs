using System.Text;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>The payload of a control message, as text and, where it is one, as JSON object.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Json">The same when it begins with <c>{</c> and may be JSON.</param>
internal readonly record struct ControlBody(string Text, JsonElement? Json)
{
    public const int MaxRequestId = 128;

    private const int MaxBytes = 64 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions s_options = new() { AllowDuplicateProperties = false };

    /// <summary>Member <c>request_id</c>; null without one.</summary>
    public string? RequestId { get; private init; }

    /// <exception cref="PromptException">It is not to be read, or not what it seems to be.</exception>
    public static ControlBody Of(ControlMessage message)
    {
        if (message.Retained)
        {
            throw new PromptException("retained_command", null, "the message is retained and would be executed again at every start; expected one that is not");
        }

        CheckRequestId(message.RequestId, "invalid_value");
        var text = Decode(message.Payload.Span);
        if (message.Topic.Kind is not (ControlKind.Prompt or ControlKind.Snapshot) || !text.AsSpan().TrimStart(" \t\r\n").StartsWith('{'))
        {
            return new(text, null);
        }

        var json = Parse(text);
        var requestId = json.Member("request_id")?.Text("request_id");
        CheckRequestId(requestId, "invalid_json");
        return new(text, json) { RequestId = requestId };
    }

    public static PromptException NotThis(string message) => new("invalid_json", null, message);

    private static void CheckRequestId(string? id, string code)
    {
        if (id is not null && (id.Length > MaxRequestId || !PayloadText.IsClean(id)))
        {
            throw new PromptException(code, null, $"'request_id' is '{PayloadText.Shown(id)}'; expected at most {MaxRequestId} characters, none of them a control character");
        }
    }

    private static string Decode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > MaxBytes)
        {
            throw new PromptException("too_large", null, $"the payload has {payload.Length} bytes; expected at most {MaxBytes}");
        }

        try
        {
            return s_strict.GetString(payload);
        }
        catch (DecoderFallbackException e)
        {
            throw new PromptException("invalid_utf8", null, $"the payload is not UTF-8 at byte {e.Index + 1}; expected UTF-8");
        }
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text, s_options);
        }
        catch (JsonException e)
        {
            throw NotThis($"the payload begins as JSON but is none, or names a member twice, at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}; expected one object");
        }
    }
}
