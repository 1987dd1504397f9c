namespace Glip.Sinks;

/// <summary>Asks to switch the stream on or off.</summary>
public sealed record EnabledCommand(bool Enabled) : ControlCommand;
