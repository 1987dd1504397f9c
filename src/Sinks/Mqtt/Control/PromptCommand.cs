using Glip.Core;

namespace Glip.Sinks;

/// <summary>Asks for other phrases.</summary>
/// <param name="Prompt">The phrases with their thresholds, without decoys; the version is still that of the present prompt.</param>
/// <param name="IfVersion">The version that the present prompt must have; null when it does not matter.</param>
public sealed record PromptCommand(Prompt Prompt, int? IfVersion) : ControlCommand;
