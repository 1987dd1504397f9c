using Glip.Core;

namespace Glip.Host;

/// <summary>What a stream gives to its phrases.</summary>
/// <param name="EnterThreshold">Of phrases without their own.</param>
/// <param name="LeaveThreshold">Of phrases without their own.</param>
/// <param name="Regions">Where the zones are that phrases may name.</param>
internal sealed record SoughtDefaults(float EnterThreshold, float LeaveThreshold, StreamRegions Regions);
