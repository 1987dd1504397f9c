namespace Glip.Sinks;

/// <summary>Asks for another enter threshold.</summary>
/// <param name="Slug">Of the phrase; it need not be sought.</param>
/// <param name="EnterThreshold">In [0.01, 1]; the leave threshold keeps its distance.</param>
public sealed record ThresholdCommand(string Slug, float EnterThreshold) : ControlCommand;
