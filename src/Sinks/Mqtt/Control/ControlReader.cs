using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Reads control messages, whoever wrote them. It never throws on what they say.</summary>
public static class ControlReader
{
    private const NumberStyles Decimal = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>A command, or why it is none.</summary>
    /// <param name="message">What came.</param>
    /// <param name="present">The prompt in force: phrases that stay keep what was set for them.</param>
    /// <param name="defaults">Thresholds of phrases that are new.</param>
    public static ControlReading Read(ControlMessage message, Prompt present, ThresholdDefaults defaults)
    {
        var requestId = message.RequestId is { Length: <= ControlBody.MaxRequestId } id && PayloadText.IsClean(id) ? id : null;
        try
        {
            var body = ControlBody.Of(message);
            requestId = body.RequestId ?? requestId;
            return new(Command(message.Topic, body, present, defaults) with { RequestId = requestId });
        }
        catch (PromptException e)
        {
            var phrase = e.RefusedPhrase is { } refused ? PayloadText.Echo(refused) : null;
            return new(new ControlError(e.Code, e.Message, PayloadText.Echo(message.Payload.Span)) { Phrase = phrase, RequestId = requestId });
        }
    }

    private static ControlCommand Command(ControlTopic topic, ControlBody body, Prompt present, ThresholdDefaults defaults) => topic.Kind switch
    {
        ControlKind.Prompt => new PromptReader(present, defaults).Read(body),
        ControlKind.Enabled => new EnabledCommand(ReadSwitch(body.Text)),
        ControlKind.Threshold => new ThresholdCommand(topic.Slug!, ReadThreshold(topic.Slug!, body.Text)),
        ControlKind.Snapshot => new SnapshotCommand(ReadAnnotate(body)),
        _ => throw new ArgumentOutOfRangeException(nameof(topic)),
    };

    private static bool ReadSwitch(string text) => text switch
    {
        "ON" => true,
        "OFF" => false,
        _ => throw new PromptException("invalid_value", null, $"the payload is '{PayloadText.Shown(text)}'; expected ON or OFF"),
    };

    private static float ReadThreshold(string slug, string text) =>
        double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out var number) && number is >= 0.01 and <= 1
            ? (float)number
            : throw new PromptException("invalid_threshold", slug, $"the threshold is '{PayloadText.Shown(text)}'; expected a number from 0.01 to 1");

    private static bool ReadAnnotate(ControlBody body)
    {
        if (body.Json is not { } json)
        {
            return body.Text.Length == 0
                ? false
                : throw ControlBody.NotThis($"the payload is '{PayloadText.Shown(body.Text)}'; expected nothing, or an object such as {{\"annotate\": true}}");
        }

        return json.Member("annotate")?.ValueKind switch
        {
            null or System.Text.Json.JsonValueKind.False => false,
            System.Text.Json.JsonValueKind.True => true,
            _ => throw ControlBody.NotThis("'annotate' is neither true nor false"),
        };
    }
}
