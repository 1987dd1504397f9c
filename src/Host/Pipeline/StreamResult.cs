using Glip.Core;

namespace Glip.Host;

/// <summary>What became of a stream.</summary>
/// <param name="AnalysedFrames">Frames that the model looked at.</param>
/// <param name="Events">Events that began.</param>
/// <param name="LostEvents">Messages that a sink could not write.</param>
/// <param name="End">How the source ended; null when it was stopped before.</param>
internal sealed record StreamResult(long AnalysedFrames, int Events, int LostEvents, SourceEnd? End);
