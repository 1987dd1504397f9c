namespace Glip.Core;

/// <summary>Follows objects from frame to frame. One per stream; called for empty frames too, in order of capture.</summary>
public interface ITracker
{
    TrackedFrame Update(DetectedFrame frame);

    /// <summary>Highest id that was given to a track.</summary>
    int LastId { get; }
}
