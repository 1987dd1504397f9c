using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>Messages of cameras as large as real ones, about nothing.</summary>
internal static class SyntheticEvents
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 21, 9, 14, 5, TimeSpan.Zero);

    /// <param name="type">Start, update or end.</param>
    /// <param name="eventId">Of the track's event.</param>
    /// <param name="trackId">Number of the track, from 1.</param>
    /// <param name="stream">Name of the camera.</param>
    public static PhraseEvent Message(EventType type, Guid eventId, int trackId, string stream)
    {
        var frame = new FrameHeader(stream, trackId, TimeSpan.FromSeconds(1), s_start, 1920, 1080);
        return new()
        {
            Stream = new("bench", stream, null, new("nano", new string('0', 64))),
            EventId = eventId,
            Type = type,
            Phrases = [Phrase("person"), Phrase("person in a red coat")],
            TrackId = trackId,
            Box = new(612.5f, 214, 748.25f, 655.5f),
            BoxOrigin = BoxOrigin.Detected,
            Frame = frame,
            StartedAt = s_start,
            Duration = TimeSpan.Zero,
            Best = new(frame, new Phrase("person"), 0.8f, new(612.5f, 214, 748.25f, 655.5f)),
            Changes = type == EventType.Update ? [EventChange.Periodic] : [],
            EndedAt = type == EventType.End ? s_start : null,
            EndReason = type == EventType.End ? EndReason.Left : null,
            PromptVersion = 1,
        };
    }

    private static EventPhrase Phrase(string text) => new(new SoughtPhrase(new Phrase(text), 0.5f, 0.4f), 0.66f, 0.74f, Active: true);
}
