using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Where somebody is who can be seen.</summary>
/// <param name="Actor">Index of the actor.</param>
/// <param name="Box">The visible part, in source pixels.</param>
internal readonly record struct Truth(int Actor, BoundingBox Box);
