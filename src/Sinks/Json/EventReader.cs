using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;

namespace Glip.Sinks;

/// <summary>Makes an event of the JSON that <see cref="EventJson"/> wrote. Members are looked for by name; one that is missing or of another kind is an error.</summary>
internal sealed class EventReader(JsonElement json)
{
    private readonly ImageSize _size = new(Length(json, "frame_width"), Length(json, "frame_height"));

    public PhraseEvent Read()
    {
        var frame = Frame();
        var phrases = json.GetProperty("phrases").EnumerateArray().Select(Phrase).ToImmutableArray();
        var duration = Seconds(json, "duration_s");
        var startedAt = Time(json, "started_at") ?? frame.CapturedAt - duration;
        return new()
        {
            Stream = Stream(frame),
            EventId = json.GetProperty("event_id").GetGuid(),
            Seq = json.GetProperty("seq").GetInt64(),
            Type = Named<EventType>(json.GetProperty("type")),
            Phrases = phrases,
            TrackId = json.GetProperty("track_id").GetInt32(),
            Box = WireBox.Read(Box(json, "box"), Box(json, "box_norm"), _size),
            BoxOrigin = Named<BoxOrigin>(json.GetProperty("box_origin")),
            Frame = frame,
            Zones = Names("zones"),
            EnteredZones = Names("entered_zones"),
            Zone = Text("zone"),
            Line = Text("line"),
            LineDirection = Maybe(json, "line_direction", Named<LineDirection>),
            LineLabel = Text("line_label"),
            Dwell = Maybe(json, "dwell_s", Seconds),
            DwellThreshold = Maybe(json, "dwell_threshold_s", Seconds),
            Motion = Maybe(json, "speed_px_s", Motion),
            Stationary = json.GetProperty("stationary").GetBoolean(),
            StartedAt = startedAt,
            EndedAt = Text("type") == "end" ? Time(json, "ended_at") ?? startedAt + duration : null,
            Duration = duration,
            Best = Best(json.GetProperty("best"), frame, phrases),
            Changes = [.. json.GetProperty("changes").EnumerateArray().Select(Named<EventChange>)],
            EndReason = Maybe(json, "end_reason", Named<EndReason>),
            PromptVersion = json.GetProperty("prompt_version").GetInt32(),
            Snapshot = Text("snapshot_path") is { } path ? new(path, default) : null,
        };
    }

    private FrameHeader Frame() => Header(json) with { CapturedAtOrigin = Named<CaptureOrigin>(json.GetProperty("captured_at_origin")), ReceivedAt = Time(json, "received_at") };

    /// <summary>What an event and its best frame tell in the same words.</summary>
    private FrameHeader Header(JsonElement frame)
    {
        var pts = Seconds(frame, "pts_s");
        return new(Required(json, "stream"), frame.GetProperty("frame_index").GetInt64(), pts, Time(frame, "captured_at") ?? DateTimeOffset.UnixEpoch + pts, _size.Width, _size.Height);
    }

    private EventStream Stream(FrameHeader frame)
    {
        var model = json.GetProperty("model");
        DateTimeOffset? recordedAt = Text("captured_at") is null ? null : frame.CapturedAt - frame.Pts;
        var media = json.GetProperty("media") is { ValueKind: JsonValueKind.Object } file ? new MediaFile(Required(file, "path"), Required(file, "sha256"), Required(file, "run_id"), recordedAt) : null;
        return new(Required(json, "instance"), Required(json, "stream"), media, new(Required(model, "name"), Required(model, "sha256")));
    }

    private static EventPhrase Phrase(JsonElement phrase) => new(
        new(new(Required(phrase, "phrase")), phrase.GetProperty("enter_threshold").GetSingle(), phrase.GetProperty("leave_threshold").GetSingle()),
        phrase.GetProperty("score").GetSingle(),
        phrase.GetProperty("top_score").GetSingle(),
        phrase.GetProperty("active").GetBoolean());

    private ObjectMotion Motion(JsonElement speed) => new(speed.GetSingle(), json.GetProperty("speed_heights_s").GetSingle(), Maybe(json, "heading_deg", static heading => heading.GetSingle()));

    /// <summary>Of its phrase only the slug is told; a slug is its own slug.</summary>
    private BestFrame Best(JsonElement best, FrameHeader frame, ImmutableArray<EventPhrase> phrases)
    {
        var slug = Required(best, "phrase_slug");
        var phrase = phrases.Select(each => each.Sought.Phrase).FirstOrDefault(each => each.Slug == slug) ?? new Phrase(slug);
        var (left, top, right, bottom) = Box(best, "box");
        return new(Header(best) with { CapturedAtOrigin = frame.CapturedAtOrigin }, phrase, best.GetProperty("score").GetSingle(), new((float)left, (float)top, (float)right, (float)bottom));
    }

    private ImmutableArray<string> Names(string member) => [.. json.GetProperty(member).EnumerateArray().Select(name => name.GetString()!)];

    private string? Text(string member) => Text(json, member);

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static string Required(JsonElement element, string member) => Text(element, member) ?? throw new FormatException($"{member} is null.");

    private static DateTimeOffset? Time(JsonElement element, string member) => Maybe(element, member, static time => time.GetDateTimeOffset());

    private static int Length(JsonElement element, string member) =>
        element.GetProperty(member).GetInt32() is > 0 and var length ? length : throw new FormatException($"{member} is not above 0.");

    private static TimeSpan Seconds(JsonElement element, string member) => Seconds(element.GetProperty(member));

    private static TimeSpan Seconds(JsonElement seconds) => TimeSpan.FromMilliseconds(Math.Round(seconds.GetDouble() * 1000));

    private static (double Left, double Top, double Right, double Bottom) Box(JsonElement element, string member)
    {
        var box = element.GetProperty(member);
        return (box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
    }

    private static T? Maybe<T>(JsonElement element, string member, Func<JsonElement, T> read)
        where T : struct => element.GetProperty(member) is { ValueKind: not JsonValueKind.Null } value ? read(value) : null;

    private static T Named<T>(JsonElement name)
        where T : struct, Enum => Enum.GetValues<T>().First(value => name.ValueEquals(EventJson.Name(value)));
}
