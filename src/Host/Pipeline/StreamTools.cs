using Glip.Core;
using Glip.Inference;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>What all streams share.</summary>
internal sealed record StreamTools(IFfmpeg Ffmpeg, DetectionScheduler Scheduler, SinkFactory Sinks, ITerminalView View, RunLog Log, TimeProvider Clock)
{
    /// <summary>Makes what turns the tracks of a stream into events.</summary>
    public Func<EventStream, StreamConfiguration, IEventEngine> Engine { get; init; } = UsualEngine;

    /// <summary>Told of what all streams bring.</summary>
    public IReadOnlyList<IStreamListener> Listeners { get; init; } = [];

    /// <summary>Tells them of what a frame brought.</summary>
    public void Tell(EventStream stream, FrameReport report)
    {
        foreach (var listener in Listeners)
        {
            listener.Take(stream, report);
        }
    }

    /// <summary>Whether cameras keep statistics of what they show when nothing is told.</summary>
    public bool KeepsBackground { get; init; } = true;

    public static IEventEngine UsualEngine(EventStream identity, StreamConfiguration stream) => new EventEngine(identity, stream.Prompt, stream.Events, stream.Regions);
}
