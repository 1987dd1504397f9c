using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Stands in the place of the events while thresholds are looked for: tells nothing, collects peaks.</summary>
internal sealed class PeakEngine(PeakCollector peaks) : IEventEngine
{
    private FrameHeader _last;

    public FrameReport Update(TrackedFrame frame, Func<BoundingBox, double>? sharpness = null)
    {
        _last = frame.Header;
        peaks.Observe(frame);
        return Nothing();
    }

    public FrameReport Reconfigure(Prompt prompt, StreamRegions regions, EventOptions options) => Nothing();

    public FrameReport EndAll(EndReason reason)
    {
        peaks.EndAll();
        return Nothing();
    }

    private FrameReport Nothing() => new(_last, [], [], [], []);
}
