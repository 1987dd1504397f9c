using System.Buffers;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// The JSON of an event, version 1: the one place that decides names, order and rounding. Every member is always present;
/// null where it does not apply.
/// </summary>
public static class EventJson
{
    private const int Schema = 1;
    private const int MostPhrases = 16;

    internal static readonly string Producer = "glip/" + typeof(EventJson).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    // Phrases stay readable in any script; quotes, control characters and line separators are still escaped.
    internal static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The event as one JSON object in UTF-8, without line end.</summary>
    /// <param name="phraseEvent">The event; its number must have been given out.</param>
    /// <param name="publishedAt">When the message is written.</param>
    /// <param name="snapshotTopic">Topic with the picture; null without a broker.</param>
    public static byte[] Write(PhraseEvent phraseEvent, DateTimeOffset publishedAt, string? snapshotTopic = null)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        Write(phraseEvent, publishedAt, output, snapshotTopic);
        return output.WrittenSpan.ToArray();
    }

    /// <inheritdoc cref="Write(PhraseEvent, DateTimeOffset, string?)"/>
    public static void Write(PhraseEvent phraseEvent, DateTimeOffset publishedAt, IBufferWriter<byte> output, string? snapshotTopic = null)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        WriteIdentity(json, phraseEvent);
        WritePhrases(json, phraseEvent);
        WritePlace(json, phraseEvent);
        WriteZonesAndLines(json, phraseEvent);
        WriteMotion(json, phraseEvent);
        WriteTimes(json, phraseEvent, publishedAt);
        WriteMedia(json, phraseEvent, snapshotTopic);
        WriteBest(json, phraseEvent);
        WriteCircumstances(json, phraseEvent);
        json.WriteEndObject();
    }

    /// <summary>The event of such an object: written again it gives the same, apart from what is only known at sending. It has no picture, only its path.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <exception cref="JsonException">It is not an event of this version.</exception>
    public static PhraseEvent Read(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8);
        try
        {
            var schema = json.RootElement.GetProperty("schema").GetInt32();
            return schema == Schema ? new EventReader(json.RootElement).Read() : throw new JsonException($"The JSON is an event of version {schema}; expected version {Schema}.");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or PromptException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new JsonException($"The JSON is no event of version {Schema}: {e.Message}", e);
        }
    }

    private static void WriteIdentity(Utf8JsonWriter json, PhraseEvent e)
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("producer", Producer);
        json.WriteString("event_id", e.EventId);
        json.WriteNumber("seq", e.Seq);
        json.WriteNumber("skipped", 0);
        json.WriteBoolean("replayed", false);
        json.WriteString("type", Name(e.Type));
        json.WriteString("instance", e.Stream.Instance);
        json.WriteString("stream", e.Stream.StreamId);
        json.WriteString("source_kind", Name(e.Stream.Kind));
    }

    private static void WritePhrases(Utf8JsonWriter json, PhraseEvent e)
    {
        json.WriteString("phrase", e.Leading.Sought.Phrase.Text);
        json.WriteString("phrase_slug", e.Leading.Sought.Phrase.Slug);
        json.WriteNumber("score", WireNumber.Score(e.Leading.Score));
        json.WriteNumber("top_score", WireNumber.Score(e.Leading.TopScore));
        json.WriteStartArray("phrases");
        foreach (var phrase in e.Phrases.Take(MostPhrases))
        {
            json.WriteStartObject();
            json.WriteString("phrase", phrase.Sought.Phrase.Text);
            json.WriteString("slug", phrase.Sought.Phrase.Slug);
            json.WriteNumber("score", WireNumber.Score(phrase.Score));
            json.WriteNumber("top_score", WireNumber.Score(phrase.TopScore));
            json.WriteBoolean("active", phrase.Active);
            json.WriteNumber("enter_threshold", WireNumber.Score(phrase.Sought.EnterThreshold));
            json.WriteNumber("leave_threshold", WireNumber.Score(phrase.Sought.LeaveThreshold));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, PhraseEvent e)
    {
        json.WriteNumber("track_id", e.TrackId);
        WriteBox(json, "box", WireNumber.PixelBox(e.Box, e.Frame.Source));
        WriteBox(json, "box_norm", WireNumber.NormalisedBox(e.Box, e.Frame.Source));
        json.WriteString("box_origin", Name(e.BoxOrigin));
        json.WriteNumber("frame_width", e.Frame.Width);
        json.WriteNumber("frame_height", e.Frame.Height);
        json.WriteNumber("frame_index", e.Frame.Index);
        json.WriteNumber("pts_s", WireNumber.Seconds(e.Frame.Pts));
    }

    private static void WriteZonesAndLines(Utf8JsonWriter json, PhraseEvent e)
    {
        WriteNames(json, "zones", e.Zones);
        WriteNames(json, "entered_zones", e.EnteredZones);
        json.WriteString("zone", e.Zone);
        json.WriteString("line", e.Line);
        json.WriteString("line_direction", e.LineDirection is { } direction ? Name(direction) : null);
        json.WriteString("line_label", e.LineLabel);
        WriteNumber(json, "dwell_s", e.Dwell is { } dwell ? WireNumber.Seconds(dwell) : null);
        WriteNumber(json, "dwell_threshold_s", e.DwellThreshold is { } limit ? WireNumber.Seconds(limit) : null);
    }

    private static void WriteMotion(Utf8JsonWriter json, PhraseEvent e)
    {
        WriteNumber(json, "speed_px_s", e.Motion is { } m ? WireNumber.Round(m.SpeedPixels, 2) : null);
        WriteNumber(json, "speed_heights_s", e.Motion is { } n ? WireNumber.Round(n.SpeedHeights, 3) : null);
        WriteNumber(json, "heading_deg", e is { Stationary: false, Motion.HeadingDegrees: { } heading } ? WireNumber.Degrees(heading) : null);
        json.WriteBoolean("stationary", e.Stationary);
    }

    private static void WriteTimes(Utf8JsonWriter json, PhraseEvent e, DateTimeOffset publishedAt)
    {
        var camera = e.Stream.Kind == SourceKind.Camera;
        var known = e.Stream.CaptureTimeKnown;
        WriteTime(json, "captured_at", known ? e.Frame.CapturedAt : null);
        json.WriteString("captured_at_origin", Name(e.Frame.CapturedAtOrigin));
        WriteTime(json, "received_at", camera ? e.Frame.ReceivedAt ?? e.Frame.CapturedAt : null);
        WriteTime(json, "published_at", publishedAt);
        WriteNumber(json, "latency_ms", camera ? (WireTime.Rounded(publishedAt) - WireTime.Rounded(e.Frame.CapturedAt)).TotalMilliseconds : null);
        WriteTime(json, "started_at", known ? e.StartedAt : null);
        WriteTime(json, "ended_at", known && e.Type == EventType.End ? e.EndedAt : null);
        json.WriteNumber("duration_s", WireNumber.Seconds(e.Duration));
    }

    private static void WriteMedia(Utf8JsonWriter json, PhraseEvent e, string? snapshotTopic)
    {
        if (e.Stream.Media is { } media)
        {
            json.WriteStartObject("media");
            json.WriteString("path", media.Path);
            json.WriteString("sha256", media.Sha256);
            json.WriteString("run_id", media.RunId);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("media");
        }

        json.WriteString("snapshot_path", e.Snapshot?.Path);
        json.WriteString("snapshot_topic", snapshotTopic);
    }

    private static void WriteBest(Utf8JsonWriter json, PhraseEvent e)
    {
        json.WriteStartObject("best");
        WriteTime(json, "captured_at", e.Stream.CaptureTimeKnown ? e.Best.Frame.CapturedAt : null);
        json.WriteNumber("pts_s", WireNumber.Seconds(e.Best.Frame.Pts));
        json.WriteNumber("frame_index", e.Best.Frame.Index);
        json.WriteString("phrase_slug", e.Best.Phrase.Slug);
        json.WriteNumber("score", WireNumber.Score(e.Best.Score));
        WriteBox(json, "box", WireNumber.PixelBox(e.Best.Box, e.Best.Frame.Source));
        json.WriteEndObject();
    }

    private static void WriteCircumstances(Utf8JsonWriter json, PhraseEvent e)
    {
        WriteNames(json, "changes", [.. e.Changes.Select(Name)]);
        json.WriteString("end_reason", e.EndReason is { } reason ? Name(reason) : null);
        json.WriteNumber("prompt_version", e.PromptVersion);
        json.WriteStartObject("model");
        json.WriteString("name", e.Stream.Model.Name);
        json.WriteString("sha256", e.Stream.Model.Sha256);
        json.WriteEndObject();
    }

    private static void WriteBox(Utf8JsonWriter json, string name, (double Left, double Top, double Right, double Bottom) box)
    {
        json.WriteStartArray(name);
        json.WriteNumberValue(box.Left);
        json.WriteNumberValue(box.Top);
        json.WriteNumberValue(box.Right);
        json.WriteNumberValue(box.Bottom);
        json.WriteEndArray();
    }

    internal static void WriteNames(Utf8JsonWriter json, string name, ImmutableArray<string> names)
    {
        json.WriteStartArray(name);
        foreach (var each in names)
        {
            json.WriteStringValue(each);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) => json.WriteString(name, time is { } t ? WireTime.Text(t) : null);

    /// <summary>A value as it is written.</summary>
    internal static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
