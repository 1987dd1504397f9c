namespace Glip.Core;

/// <summary>Turns tracks into events. One per stream.</summary>
public interface IEventEngine
{
    FrameReport Update(TrackedFrame frame);

    /// <summary>Ends all open events at the last frame, as when the source goes away. Tracks that are seen again begin new events.</summary>
    FrameReport EndAll(EndReason reason);
}
