namespace Glip.Host;

/// <summary>An event and how it came.</summary>
/// <param name="Stream">A checked name.</param>
/// <param name="Event">What it says.</param>
/// <param name="Payload">The same as it came: valid JSON.</param>
/// <param name="Mark">What is special about it.</param>
internal sealed record WatchedMessage(string Stream, WatchedEvent Event, ReadOnlyMemory<byte> Payload, WatchMark Mark)
{
    public bool IsRepeat => Mark.HasFlag(WatchMark.Duplicate);
}
