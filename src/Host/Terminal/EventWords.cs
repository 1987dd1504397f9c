using Glip.Core;

namespace Glip.Host;

/// <summary>What happens to things, in the words of people.</summary>
internal static class EventWords
{
    public static string Of(EventType type) => type switch
    {
        EventType.ZoneEnter => "zone enter",
        EventType.ZoneLeave => "zone leave",
        EventType.LineCross => "line",
        _ => type.ToString().ToLowerInvariant(),
    };

    public static string Of(LineDirection? direction) => direction == LineDirection.LeftToRight ? "left to right" : "right to left";

    public static string Of(EndReason? reason) => reason switch
    {
        EndReason.Left => "left the picture",
        EndReason.Lost => "lost",
        EndReason.StreamEnded => "end of file",
        EndReason.PromptChanged => "not sought any more",
        EndReason.Interrupted => "interrupted",
        _ => "stopped",
    };
}
