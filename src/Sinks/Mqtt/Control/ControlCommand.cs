namespace Glip.Sinks;

/// <summary>What a control message asks for.</summary>
public abstract record ControlCommand
{
    /// <summary>Of the message, to be told in the answer; at most 128 characters; null without one.</summary>
    public string? RequestId { get; init; }
}
