using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class EventJsonProperties
{
    private static readonly JsonSchema s_schema = JsonSchema.Load(Repository.Data("wire", "event.schema.json"));

    private static readonly string[] s_words = ["person", "Red car", "赤い車", "öl-fass", "a/b + c#d", "dog 🐕", "5 \"boxes\"", "x'y<z>&", "É", "Ω"];

    [Fact]
    public void Write_AnyEvent_IsValidAgainstTheSchema() =>
        Prop.ForAll(Arb.From(Events()), phraseEvent =>
        {
            var json = JsonElement.Parse(EventJson.Write(phraseEvent, Samples.Now));
            var problems = s_schema.Check(json);
            return (problems.Count == 0 && BoxesAreInside(json)).Label(string.Join("; ", problems));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Read_AnyEventWritten_WritesTheSameBytesAgain() =>
        Prop.ForAll(Arb.From(Events()), phraseEvent =>
        {
            var later = Samples.Now.AddTicks(phraseEvent.Frame.Index);
            var written = EventJson.Write(phraseEvent, later, "glip/gate/phrase/person/snapshot");
            var again = EventJson.Write(EventJson.Read(written), later, "glip/gate/phrase/person/snapshot");
            return written.AsSpan().SequenceEqual(again).Label($"{Encoding.UTF8.GetString(written)}\n{Encoding.UTF8.GetString(again)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    private static bool BoxesAreInside(JsonElement json)
    {
        var (width, height) = (json.GetProperty("frame_width").GetDouble(), json.GetProperty("frame_height").GetDouble());
        return IsInside(json.GetProperty("box"), width, height) && IsInside(json.GetProperty("box_norm"), 1, 1)
            && IsInside(json.GetProperty("best").GetProperty("box"), width, height);
    }

    private static bool IsInside(JsonElement box, double width, double height) =>
        box[0].GetDouble() < box[2].GetDouble() && box[2].GetDouble() <= width && box[1].GetDouble() < box[3].GetDouble() && box[3].GetDouble() <= height;

    private static Gen<PhraseEvent> Events() =>
        from type in Gen.Elements(Enum.GetValues<EventType>())
        from camera in Gen.Elements(true, false)
        from recorded in Gen.Elements(true, false)
        from size in Sizes()
        from frame in Headers(size)
        from best in Headers(size)
        from box in Boxes(size)
        from bestBox in Boxes(size)
        from phrases in Gen.ListOf(Phrases(), 20)
        from count in Gen.Choose(1, 20)
        from motion in Motions()
        from stationary in Gen.Elements(true, false)
        from reason in Gen.Elements(Enum.GetValues<EndReason>())
        from changes in Gen.SubListOf(Enum.GetValues<EventChange>())
        from durationTicks in Gen.Choose(0, int.MaxValue)
        from snapshot in Gen.Elements(true, false)
        from zones in Gen.SubListOf("porch", "yard", "gate-2")
        from direction in Gen.Elements(LineDirection.LeftToRight, LineDirection.RightToLeft)
        from label in Gen.Elements("in", "hinein ä", null)
        select new PhraseEvent
        {
            Stream = Stream(camera, recorded),
            EventId = Guid.Parse(camera ? "01a1fd62-5804-7b21-8f3a-5d2c7e90b614" : "a2e4d959-556a-8461-ac4e-a9da0ea63ce3"),
            Seq = 1 + frame.Index,
            Type = type,
            Phrases = [.. phrases.Take(count)],
            TrackId = 1 + (int)(frame.Index % 1000),
            Box = box,
            BoxOrigin = stationary ? BoxOrigin.Predicted : BoxOrigin.Detected,
            Frame = frame,
            Zones = [.. zones.Take(1)],
            EnteredZones = [.. zones],
            Zone = type is EventType.ZoneEnter or EventType.ZoneLeave or EventType.Dwell ? "porch" : null,
            Dwell = type is EventType.ZoneLeave or EventType.Dwell ? TimeSpan.FromTicks(durationTicks) : null,
            DwellThreshold = type == EventType.Dwell ? TimeSpan.FromTicks(100_000L + durationTicks) : null,
            Line = type == EventType.LineCross ? "doorstep" : null,
            LineDirection = type == EventType.LineCross ? direction : null,
            LineLabel = type == EventType.LineCross ? label : null,
            Motion = motion,
            Stationary = stationary,
            StartedAt = frame.CapturedAt,
            EndedAt = type == EventType.End ? frame.CapturedAt : null,
            Duration = TimeSpan.FromTicks(durationTicks),
            Best = new BestFrame(best, phrases[0].Sought.Phrase, phrases[0].Score, bestBox),
            Changes = type == EventType.Update ? [EventChange.Periodic, .. changes.Except([EventChange.Periodic])] : [],
            EndReason = type == EventType.End ? reason : null,
            PromptVersion = 1,
            Snapshot = snapshot ? new Snapshot("snapshots/a/b.jpg", default) : null,
        };

    private static EventStream Stream(bool camera, bool recorded) =>
        camera ? Samples.File with { Media = null } : Samples.File with { Media = Samples.File.Media! with { RecordedAt = recorded ? Samples.Now : null } };

    private static Gen<ImageSize> Sizes() =>
        from width in Gen.Frequency((4, Gen.Choose(1, 4000)), (1, Gen.Constant(65535)))
        from height in Gen.Choose(1, 4000)
        select new ImageSize(width, height);

    private static Gen<FrameHeader> Headers(ImageSize size) =>
        from index in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, int.MaxValue)
        select new FrameHeader("any", index, TimeSpan.FromTicks(ticks * 10L), Samples.Now.AddTicks(ticks), size.Width, size.Height);

    private static Gen<BoundingBox> Boxes(ImageSize size) =>
        from left in Edges(size.Width)
        from top in Edges(size.Height)
        from right in Gen.OneOf(Edges(size.Width), Hairs(left))
        from bottom in Gen.OneOf(Edges(size.Height), Hairs(top))
        select new BoundingBox(Math.Min(left, right), Math.Min(top, bottom), Math.Max(left, right), Math.Max(top, bottom)).ClipTo(size);

    private static Gen<float> Edges(int length) => Gen.Choose(-100, 1_000_100).Select(part => part / 1_000_000f * length);

    /// <summary>So close to the other edge that both may round to the same.</summary>
    private static Gen<float> Hairs(float edge) => Gen.Choose(0, 100).Select(part => edge + (part / 5000f));

    private static Gen<float> Scores() => Gen.Choose(0, 1_000_000).Select(part => part / 1_000_000f);

    private static Gen<EventPhrase> Phrases() =>
        from words in Gen.NonEmptyListOf(Gen.Elements(s_words))
        from score in Scores()
        from top in Scores()
        from active in Gen.Elements(true, false)
        select new EventPhrase(new SoughtPhrase(new Phrase(string.Join(' ', words.Take(8))), 0.45f, 0.35f), score, top, active);

    private static Gen<ObjectMotion?> Motions() =>
        from speed in Scores()
        from heading in Gen.Choose(0, 359_999)
        from known in Gen.Choose(0, 2)
        select known == 0 ? (ObjectMotion?)null : new ObjectMotion(speed * 5000, speed, known == 1 ? null : heading / 1000f);
}
