namespace Glip.Sinks;

/// <summary>Why a control message was refused.</summary>
/// <param name="Code">Kind of error as programs read it, such as <c>invalid_threshold</c>.</param>
/// <param name="Message">What, found, expected; one line.</param>
/// <param name="Payload">The first 1,024 characters of the message.</param>
public sealed record ControlError(string Code, string Message, string Payload)
{
    /// <summary>The phrase that was refused, if it was one.</summary>
    public string? Phrase { get; init; }

    /// <summary>Of the message; at most 128 characters; null without one.</summary>
    public string? RequestId { get; init; }

    /// <summary>What is told of a payload: its first 1,024 characters; what is not UTF-8 becomes U+FFFD.</summary>
    public static string Echo(ReadOnlySpan<byte> payload) => PayloadText.Echo(payload);

    /// <summary>Whether it belongs into the prompt's state; all others, of which the prompt's state knows nothing, are told as errors.</summary>
    /// <param name="kind">What the message was about.</param>
    public bool IsOfPrompt(ControlKind kind) => kind == ControlKind.Prompt && Code is not ("invalid_value" or "retained_command");
}
