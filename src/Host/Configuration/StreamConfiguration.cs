using System.Collections.Immutable;
using Glip.Core;
using Glip.Ingest;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>One stream: files or a camera, what is sought in it, and when something is told.</summary>
internal sealed record StreamConfiguration
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it runs.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Video files: a file, a folder, or a pattern such as <c>/archive/**/*.mp4</c>; empty for a camera.</summary>
    public string Files { get; init; } = string.Empty;

    /// <summary>A camera, or what behaves as one; null for files.</summary>
    public CameraConfiguration? Camera { get; init; }

    /// <summary>What is sought.</summary>
    public required Prompt Prompt { get; init; }

    /// <summary>Thresholds of phrases that have none of their own.</summary>
    public (float Enter, float Leave) Thresholds { get; init; }

    /// <summary>Thresholds from quiet footage; null for those that are configured alone.</summary>
    public CalibrationSettings? Calibration { get; init; }

    /// <summary>Frames looked at in a second; null for all.</summary>
    public double? FramesPerSecond { get; init; }

    /// <summary>Whether it is measured how the camera moves.</summary>
    public bool CameraMotion { get; init; }

    /// <summary>Areas that are never looked at: polygons of points in [0, 1].</summary>
    public ImmutableArray<ImmutableArray<(double X, double Y)>> Masks { get; init; } = [];

    /// <summary>Zones and lines.</summary>
    public StreamRegions Regions { get; init; } = StreamRegions.None;

    /// <summary>How objects are followed.</summary>
    public required TrackerOptions Tracker { get; init; }

    /// <summary>When events are told.</summary>
    public required EventOptions Events { get; init; }

    /// <summary>The stream with another prompt, and a tracker that fits it.</summary>
    public StreamConfiguration WithPrompt(Prompt prompt) => this with { Prompt = prompt, Tracker = StreamReader.Fitting(Tracker, prompt) };

    /// <summary>Hides the areas that are never looked at; null when there is none.</summary>
    public AreaMask? Mask() => Masks.IsEmpty ? null : new AreaMask(Masks.Select(mask => (IReadOnlyList<(double X, double Y)>)mask));
}
