using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>Counts what the usual engine would tell, over all files of a replay.</summary>
internal sealed class ReplayTally
{
    private readonly List<FootageLength> _lengths = [];
    private readonly List<ReplayedEvent> _events = [];

    /// <summary>Thresholds in force.</summary>
    public Prompt? Prompt { get; private set; }

    public TimeSpan Footage => TimeSpan.FromTicks(_lengths.Sum(length => length.Total.Ticks));

    /// <summary>In order of their beginning.</summary>
    public IReadOnlyList<ReplayedEvent> Events => _events;

    /// <summary>The usual engine of a file, listened to.</summary>
    public IEventEngine Engine(EventStream identity, StreamConfiguration stream)
    {
        Prompt = stream.Prompt;
        var length = new FootageLength();
        _lengths.Add(length);
        return new Listener(StreamTools.UsualEngine(identity, stream), this, length);
    }

    private FrameReport Heard(FrameReport report)
    {
        foreach (var e in report.Events)
        {
            var known = _events.FindIndex(entry => entry.EventId == e.EventId);
            var entry = ReplayedEvent.Of(e, known < 0 ? e.Frame.Pts - e.Duration : _events[known].Begin);
            if (known < 0)
            {
                _events.Add(entry);
            }
            else
            {
                _events[known] = entry;
            }
        }

        return report;
    }

    private sealed class Listener(IEventEngine engine, ReplayTally tally, FootageLength length) : IEventEngine
    {
        public FrameReport Update(TrackedFrame frame, Func<BoundingBox, double>? sharpness = null)
        {
            length.Observe(frame.Header.CapturedAt);
            return tally.Heard(engine.Update(frame, sharpness));
        }

        public FrameReport Reconfigure(Prompt prompt, StreamRegions regions, EventOptions options) => tally.Heard(engine.Reconfigure(prompt, regions, options));

        public FrameReport EndAll(EndReason reason) => tally.Heard(engine.EndAll(reason));
    }
}
