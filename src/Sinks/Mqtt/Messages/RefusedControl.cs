namespace Glip.Sinks;

/// <summary>That a control message was refused.</summary>
/// <param name="Error">Why.</param>
/// <param name="At">When.</param>
public sealed record RefusedControl(ControlError Error, DateTimeOffset At);
