using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>What a detector sees at one moment, and what there is to see.</summary>
internal sealed record WorldFrame(DetectedFrame Seen, ImmutableArray<Truth> Truths);
