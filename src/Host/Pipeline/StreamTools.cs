using Glip.Core;
using Glip.Inference;

namespace Glip.Host;

/// <summary>What all streams share.</summary>
internal sealed record StreamTools(IFfmpeg Ffmpeg, DetectionScheduler Scheduler, SinkFactory Sinks, ITerminalView View, RunLog Log, TimeProvider Clock);
