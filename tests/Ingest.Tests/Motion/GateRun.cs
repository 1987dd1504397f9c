using Glip.Core;
using Glip.Testing;

namespace Glip.Ingest.Tests;

/// <summary>Runs motion gates over worlds. The pictures are small: a cell of the gate is two pixels wide.</summary>
internal static class GateRun
{
    public static readonly ImageSize Size = new(192, 144);

    /// <summary>What the gate decides on each frame from one time to another, both in seconds.</summary>
    public static List<GateDecision> Decide(this MotionGate gate, World world, double rate, double from, double until, bool tracksAlive = false, bool asked = false)
    {
        var decisions = new List<GateDecision>();
        for (var i = (int)Math.Ceiling(from * rate); i < until * rate; i++)
        {
            using var frame = world.At(i / rate);
            decisions.Add(gate.Look(frame, tracksAlive, asked));
        }

        return decisions;
    }

    public static double Share(this IReadOnlyCollection<GateDecision> decisions, GateDecision decision) => (double)decisions.Count(d => d == decision) / decisions.Count;
}
