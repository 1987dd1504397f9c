using System.Collections.Immutable;
using System.Globalization;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>User properties of MQTT 5: what brokers and bridges filter by without reading the payload.</summary>
public static class MessageProperties
{
    /// <summary>Of an event message.</summary>
    /// <param name="type">As on the wire, such as <c>zone_enter</c>.</param>
    /// <param name="eventId">As on the wire.</param>
    /// <param name="seq">Number of the message in its stream.</param>
    /// <param name="phraseSlug">Of the leading phrase.</param>
    /// <param name="promptVersion">From 1.</param>
    public static ImmutableArray<KeyValuePair<string, string>> OfEvent(string type, string eventId, long seq, string phraseSlug, int promptVersion) =>
    [
        new("schema", "1"), new("type", type), new("event_id", eventId), new("seq", seq.ToString(CultureInfo.InvariantCulture)),
        new("phrase_slug", phraseSlug), new("prompt_version", promptVersion.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Of the picture of an event's best frame.</summary>
    /// <param name="phraseEvent">The event.</param>
    public static ImmutableArray<KeyValuePair<string, string>> OfBest(PhraseEvent phraseEvent)
    {
        var best = phraseEvent.Best;
        var score = WireNumber.Score(best.Score).ToString(CultureInfo.InvariantCulture);
        return
        [
            new("event_id", phraseEvent.EventId.ToString()), new("phrase_slug", best.Phrase.Slug), new("score", score),
            .. CapturedAt(best.Frame, phraseEvent.Stream.CaptureTimeKnown), new("box", Box(best)),
        ];
    }

    /// <summary>Of a picture that somebody asked for.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="captureTimeKnown">Whether its time is a time of day.</param>
    /// <param name="requestId">Of the request; null without one.</param>
    public static ImmutableArray<KeyValuePair<string, string>> OfRequested(FrameHeader frame, bool captureTimeKnown, string? requestId)
    {
        var capturedAt = CapturedAt(frame, captureTimeKnown);
        return requestId is null ? capturedAt : capturedAt.Add(new("request_id", requestId));
    }

    private static ImmutableArray<KeyValuePair<string, string>> CapturedAt(FrameHeader frame, bool known) =>
        known ? [new("captured_at", WireTime.Text(frame.CapturedAt))] : [];

    private static string Box(BestFrame best)
    {
        var (left, top, right, bottom) = WireNumber.PixelBox(best.Box, best.Frame.Source);
        return string.Create(CultureInfo.InvariantCulture, $"{left:F2},{top:F2},{right:F2},{bottom:F2}");
    }
}
