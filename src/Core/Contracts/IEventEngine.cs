namespace Glip.Core;

/// <summary>Turns tracks into events. One per stream.</summary>
public interface IEventEngine
{
    /// <summary>Takes in the next frame.</summary>
    /// <param name="frame">Tracks by ascending id.</param>
    /// <param name="sharpness">How sharp the frame is inside a box in source pixels, in [0, 1]; null when its pixels are not at hand.</param>
    FrameReport Update(TrackedFrame frame, Func<BoundingBox, double>? sharpness = null);

    /// <summary>
    /// Looks for something else from the next frame on. Events whose leading phrase is not sought any more end at the last frame; the
    /// others go on. A zone that is gone, or new, is one that objects are not in: they enter it by the normal rule, and leave it silently.
    /// </summary>
    /// <param name="prompt">What is sought from now on.</param>
    /// <param name="regions">Zones and lines from now on.</param>
    /// <param name="options">When something is told from now on.</param>
    /// <exception cref="ConfigurationException">An option is out of range; nothing has changed.</exception>
    FrameReport Reconfigure(Prompt prompt, StreamRegions regions, EventOptions options);

    /// <summary>Ends all open events at the last frame, as when the source goes away. Tracks that are seen again begin new events.</summary>
    FrameReport EndAll(EndReason reason);
}
