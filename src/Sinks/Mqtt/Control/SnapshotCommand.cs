namespace Glip.Sinks;

/// <summary>Asks for a picture of now.</summary>
/// <param name="Annotate">Whether tracks are drawn into it.</param>
public sealed record SnapshotCommand(bool Annotate) : ControlCommand;
