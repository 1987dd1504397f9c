using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Tracking.Tests;

/// <summary>Frames, detections and phrases for tests: a picture of 768x576 of the stream "yard".</summary>
internal static class Sample
{
    public static readonly Phrase Person = new("person");
    public static readonly Phrase RedCoat = new("person in a red coat");
    public static readonly Phrase Car = new("car");

    public static readonly Prompt Prompt = Prompt.Of(["person", "person in a red coat", "car"], enterThreshold: 0.5f, leaveThreshold: 0.35f);

    public static readonly EventStream File = new(
        "nvr1", "yard", new("street.mp4", new('0', 64), "acba25512100f80b56fc3ccd14c65be5", RecordedAt: null), new("nano", new('0', 64)));

    public static readonly EventStream Camera = File with { Media = null };

    /// <summary>The right half of the picture, entered (left) in the second frame.</summary>
    public static readonly Zone RightHalf = new("right", [new(0.5, 0), new(1, 0), new(1, 1), new(0.5, 1)]) { Inertia = 2 };

    /// <summary>From the top to the bottom of the picture, through its middle: its right is on the left of the picture.</summary>
    public static readonly DirectedLine MiddleLine = new("middle", new(0.5, 0), new(0.5, 1)) { LeftToRight = "west", RightToLeft = "east" };

    private static readonly DateTimeOffset s_start = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset At(double seconds) => s_start + TimeSpan.FromSeconds(seconds);

    public static FrameHeader Header(double seconds, long index = 0) => new("yard", index, TimeSpan.FromSeconds(Math.Max(0, seconds)), At(seconds), 768, 576);

    /// <summary>A box of 40 x 100 pixels, the shape of a person.</summary>
    public static BoundingBox Box(float left, float top = 200) => new(left, top, left + 40, top + 100);

    public static Detection Found(float left, float score = 0.8f, Phrase? phrase = null, float top = 200) => new(Box(left, top), phrase ?? Person, score);

    public static DetectedFrame Frame(double seconds, params ImmutableArray<Detection> detections) => new(Header(seconds), detections);
}
