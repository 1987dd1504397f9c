using Glip.Core;

namespace Glip.Inference;

/// <summary>A frame between its submission and the end of its computation.</summary>
internal sealed class PendingFrame(LaneQueue lane, Frame frame, PreparedPrompt prompt)
{
    /// <summary>The stream it belongs to.</summary>
    public LaneQueue Lane => lane;

    public Frame Frame => frame;

    public DetectionRequest Request => new(frame, prompt);

    /// <summary>When it began to wait, as the clock's timestamp.</summary>
    public required long WaitsSince { get; init; }

    /// <summary>From when its age counts.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>With whom it is computed; null while it waits.</summary>
    public FrameBatch? Batch { get; set; }

    /// <summary>The result; null when there is none.</summary>
    public DetectedFrame? Detected { get; set; }

    /// <summary>Why there is no result.</summary>
    public DropReason Loss { get; set; } = DropReason.Stopped;

    /// <summary>Whether the device is done with it, with or without a result.</summary>
    public bool IsDone { get; set; }

    /// <summary>Counts it as not looked at and gives its buffer back.</summary>
    public void Drop(DropReason reason)
    {
        lane.Counters.CountDropped(reason);
        frame.Dispose();
    }
}
