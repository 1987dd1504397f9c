using Glip.Core;
using Glip.Host;

namespace Glip.Bench;

/// <summary>Keeps all that the usual engine reports.</summary>
internal sealed class ReportLog
{
    public List<FrameReport> Reports { get; } = [];

    public IEventEngine Engine(EventStream identity, StreamConfiguration stream) => new Listener(StreamTools.UsualEngine(identity, stream), Reports);

    private sealed class Listener(IEventEngine engine, List<FrameReport> reports) : IEventEngine
    {
        public FrameReport Update(TrackedFrame frame, Func<BoundingBox, double>? sharpness = null) => Kept(engine.Update(frame, sharpness));

        public FrameReport Reconfigure(Prompt prompt, StreamRegions regions, EventOptions options) => Kept(engine.Reconfigure(prompt, regions, options));

        public FrameReport EndAll(EndReason reason) => Kept(engine.EndAll(reason));

        private FrameReport Kept(FrameReport report)
        {
            reports.Add(report);
            return report;
        }
    }
}
