using System.Text;
using Glip.Core;

namespace Glip.Sinks.Tests;

public sealed class EventBodyTests
{
    private static readonly PhraseEvent s_camera = OutboxSamples.Message(EventType.Update, 3);

    [Fact]
    public void Stamp_NothingSkipped_GivesWhatWritingItAnewGives()
    {
        var body = new EventBody(EventJson.Write(s_camera, Samples.Now));
        var later = Samples.Now.AddMinutes(20).AddTicks(7_654_321);

        Assert.Equal(Encoding.UTF8.GetString(EventJson.Write(s_camera, later)), Encoding.UTF8.GetString(body.Stamp(0, false, later)));
    }

    [Fact]
    public void Stamp_SkippedAndReplayed_ChangesThese()
    {
        var written = EventJson.Write(s_camera, Samples.Now);

        var stamped = Encoding.UTF8.GetString(new EventBody(written).Stamp(12345, true, Samples.Now));

        Assert.Equal(Encoding.UTF8.GetString(written).Replace("\"skipped\":0,\"replayed\":false", "\"skipped\":12345,\"replayed\":true", StringComparison.Ordinal), stamped);
    }

    [Fact]
    public void Stamp_File_HasNoLatency() =>
        Assert.Contains("\"latency_ms\":null,", Encoding.UTF8.GetString(new EventBody(EventJson.Write(Samples.Event(1, Samples.Header(3)), Samples.Now)).Stamp(0, false, Samples.Now)), StringComparison.Ordinal);

    [Fact]
    public void Stamp_PhraseThatLooksLikeMembers_StaysAsItIs()
    {
        const string Phrase = "a\",\"published_at\":\"x\",\"latency_ms\":7,\"prompt_version\":9,\"phrase_slug\":\"y\"";
        var message = s_camera with { Phrases = [Samples.Phrase(Phrase)] };
        var body = new EventBody(EventJson.Write(message, Samples.Now));

        Assert.Equal(EventJson.Write(message, Samples.Now.AddSeconds(1)), body.Stamp(0, false, Samples.Now.AddSeconds(1)));
        Assert.Equal((new Phrase(Phrase).Slug, 1), (body.PhraseSlug, body.PromptVersion));
    }
}
