using System.Diagnostics.CodeAnalysis;

namespace Glip.Sinks;

/// <summary>What a control message turned out to be: a command, or an error.</summary>
public sealed record ControlReading
{
    internal ControlReading(ControlCommand command) => Command = command;

    internal ControlReading(ControlError error) => Error = error;

    public ControlCommand? Command { get; }

    public ControlError? Error { get; }

    /// <summary>Whether it is a command.</summary>
    [MemberNotNullWhen(true, nameof(Command))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsCommand => Command is not null;
}
