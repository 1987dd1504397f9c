namespace Glip.Sinks;

/// <summary>Messages that were discarded.</summary>
/// <param name="Receiver">For whom they were.</param>
/// <param name="Stream">Name of the stream.</param>
/// <param name="Type">Type of the messages, as on the wire.</param>
/// <param name="Reason">Why.</param>
/// <param name="Count">How many.</param>
internal readonly record struct OutboxDrop(string Receiver, string Stream, string Type, string Reason, long Count = 1)
{
    /// <summary>There was no room.</summary>
    public const string Full = "full";

    /// <summary>The event ended too long ago.</summary>
    public const string Expired = "expired";

    /// <summary>It was in a file that was damaged.</summary>
    public const string Damaged = "damaged";
}
