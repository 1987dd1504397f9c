using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// Decides which frames of one stream are worth a look of the model: those in which something moved since the last look, and now and then
/// one in which nothing did. What changes everywhere (light, exposure), always (branches, noise) or only for one frame (rain) is not motion.
/// The same frames give the same decisions: time is the capture time of the frames. Not for two threads at a time.
/// </summary>
/// <remarks>
/// Works on means of luma over cells, 96 along the longer side, and over larger ones. What it can and cannot see is measured by <c>bench/motion</c>.
/// </remarks>
public sealed class MotionGate(MotionGateOptions options)
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Counter<long> s_decisions = s_meter.CreateCounter<long>("glip_gate_decisions", null, "Frames that came to the motion gate, by what it decided.");

    private SceneMemory? _scene;
    private DateTimeOffset _lastAt;
    private DateTimeOffset _lookedAt;

    /// <summary>Decides on the next frame. If it passes, all later ones are compared with it.</summary>
    /// <param name="frame">The frame, borrowed.</param>
    /// <param name="tracksAlive">Whether something is being followed: then every frame passes.</param>
    /// <param name="asked">Whether a look is asked for, whatever moves.</param>
    /// <returns><see cref="GateDecision.Still"/> when the frame is held back, else why it passes.</returns>
    public GateDecision Look(Frame frame, bool tracksAlive, bool asked = false)
    {
        using var measurement = StageTimer.Measure("gate");
        var decision = Decide(frame, tracksAlive, asked);
        s_decisions.Add(1, new("stream", frame.Header.StreamId), new("decision", NameOf(decision)));
        return decision;
    }

    /// <summary>What the gate made of the last frame; null before the first. Copied, for drawing rather than for every frame of a camera.</summary>
    public GateView? View() => _scene?.View();

    private GateDecision Decide(Frame frame, bool tracksAlive, bool asked)
    {
        var now = frame.Header.CapturedAt;
        var elapsed = now - _lastAt;
        _lastAt = now;
        if (_scene?.Picture != frame.Size || elapsed < TimeSpan.Zero || elapsed > options.Refresh)
        {
            _scene = new SceneMemory(frame);
            _lookedAt = now;
            return GateDecision.First;
        }

        var moved = _scene.Compare(frame.Pixels.Span, elapsed);
        var decision = tracksAlive ? GateDecision.TrackAlive
            : moved ? GateDecision.Motion
            : asked ? GateDecision.Asked
            : now - _lookedAt >= options.Refresh ? GateDecision.Refresh
            : GateDecision.Still;
        _scene.Conclude(decision);
        _lookedAt = decision == GateDecision.Still ? _lookedAt : now;
        return decision;
    }

    private static string NameOf(GateDecision decision) => decision switch
    {
        GateDecision.Still => "still",
        GateDecision.First => "first",
        GateDecision.Motion => "motion",
        GateDecision.Refresh => "refresh",
        GateDecision.TrackAlive => "track_alive",
        GateDecision.Asked => "asked",
        _ => throw new ArgumentOutOfRangeException(nameof(decision)),
    };
}
