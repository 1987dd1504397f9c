using Glip.Core;
using Glip.Tracking;

namespace Glip.Host;

/// <summary>What is sought in frames, and what becomes of what is found in them: all of it changes together, between two frames.</summary>
/// <param name="Prompt">What the model looks for. No two judgements of a stream share one: it says by which of them a result is judged.</param>
internal sealed record Judgement(PreparedPrompt Prompt)
{
    /// <summary>Zones and lines.</summary>
    public StreamRegions Regions { get; init; } = StreamRegions.None;

    /// <summary>How objects are followed.</summary>
    public TrackerOptions Tracker { get; init; } = new();

    /// <summary>When something is told.</summary>
    public EventOptions Events { get; init; } = new();

    /// <summary>Takes decoys out of what was found; null when there are none.</summary>
    public DecoyFilter? Decoys { get; } = Prompt.Prompt.Decoys.IsEmpty ? null : new DecoyFilter(Prompt.Prompt);

    /// <summary>Says what became part of no event; null when nobody asks for it.</summary>
    public RejectionFinder? Rejections { get; init; }

    /// <param name="stream">A stream that the model can look at.</param>
    /// <param name="tellsRejections">Whether somebody asks for what became part of no event.</param>
    public static Judgement Of(PreparedStream stream, bool tellsRejections) => new(stream.Prompt)
    {
        Regions = stream.InForce.Regions,
        Tracker = stream.InForce.Tracker,
        Events = stream.InForce.Events,
        Rejections = tellsRejections ? new RejectionFinder(stream.Prompt.Prompt) : null,
    };
}
