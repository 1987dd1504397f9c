using Glip.Ingest;

namespace Glip.Host;

/// <summary>A live source.</summary>
/// <param name="Connection">How it is reached and decoded.</param>
/// <param name="StallAfter">Longest time without a frame before it is connected anew.</param>
/// <param name="Weight">Share of the model beside other cameras.</param>
/// <param name="Gate">Holds frames without motion back; null lets all pass.</param>
internal sealed record CameraConfiguration(LiveSourceOptions Connection, TimeSpan StallAfter, double Weight, MotionGateOptions? Gate);
