namespace Glip.Core;

/// <summary>Turns tracks into events. One per stream.</summary>
public interface IEventEngine
{
    FrameReport Update(TrackedFrame frame);

    /// <summary>Ends all open events at the last frame. Nothing may follow.</summary>
    FrameReport Finish(EndReason reason);
}
