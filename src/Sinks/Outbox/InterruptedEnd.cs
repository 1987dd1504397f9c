using Glip.Core;

namespace Glip.Sinks;

/// <summary>The end of an event that was open when the program was killed, made from the event's last message: last known box and times.</summary>
internal static class InterruptedEnd
{
    /// <summary>It has no number yet.</summary>
    public static PhraseEvent Of(PhraseEvent last) => last with
    {
        Seq = 0,
        Type = EventType.End,
        EndReason = EndReason.Interrupted,
        EndedAt = last.Frame.CapturedAt,
        Zone = null,
        Line = null,
        LineDirection = null,
        LineLabel = null,
        Dwell = null,
        DwellThreshold = null,
        Changes = [],
    };
}
