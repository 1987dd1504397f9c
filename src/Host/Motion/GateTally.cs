using System.Globalization;
using Glip.Ingest;

namespace Glip.Host;

/// <summary>How often a motion gate decided what.</summary>
internal sealed class GateTally
{
    private readonly Dictionary<GateDecision, int> _counts = [];

    /// <summary>What is wrong with the video, in one line; null when it is whole.</summary>
    public string? Damage { get; set; }

    public void Count(GateDecision decision) => _counts[decision] = Of(decision) + 1;

    public void Write()
    {
        var all = _counts.Values.Sum();
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{all} frames, {Of(GateDecision.Still)} held back ({100.0 * Of(GateDecision.Still) / all:0.0} %)"));
        foreach (var (decision, why) in ((GateDecision, string)[])[(GateDecision.Motion, "motion"), (GateDecision.Refresh, "refresh, nothing moved"), (GateDecision.First, "first")])
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Of(decision),7} passed: {why}"));
        }
    }

    private int Of(GateDecision decision) => _counts.GetValueOrDefault(decision);
}
