using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

public sealed class OutboxInterruptedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(EventType.Start)]
    [InlineData(EventType.Update)]
    [InlineData(EventType.LineCross)]
    [InlineData(EventType.ZoneLeave)]
    [InlineData(EventType.Dwell)]
    public async Task Open_EventsLeftOpen_AreEndedFirst(EventType last)
    {
        await using (var before = Open())
        {
            await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.Start, 2), OutboxSamples.Message(EventType.End, 2), OutboxSamples.Message(last, 1)]);
            await before.DrainAsync();
        }

        await using var after = Open();
        Assert.Equal(5, after.Streams["gate"].LastSeq);
        var told = Assert.Single(after.Interrupted);
        Assert.Equal(6, (await after.EnqueueAsync(EventType.Start, 3)).Seq);
        var end = (await after.DrainAsync())[0];
        var json = end.Json();
        Assert.Empty(OutboxSamples.Schema.Check(json));
        Assert.Equal((5, "end", "interrupted", false), (json.GetProperty("seq").GetInt64(), end.Type, json.GetProperty("end_reason").GetString(), json.GetProperty("replayed").GetBoolean()));
        Assert.Equal(json.GetProperty("captured_at").GetString(), json.GetProperty("ended_at").GetString());
        Assert.Equal($"{OutboxSamples.Message(EventType.Start, 1).EventId}", end.EventId);
        Assert.Equal((told.EventId, told.Seq, told.Type, told.EndReason), (end.Event.EventId, end.Event.Seq, end.Event.Type, end.Event.EndReason));
        Assert.Equal(EventJson.Write(told, Samples.Now, "glip/gate/phrase/person/snapshot"), end.Payload(Samples.Now));
    }

    [Fact]
    public async Task Open_EventsEnded_StartsWithNothing()
    {
        await using (var before = Open())
        {
            await before.EnqueueAsync([OutboxSamples.Message(EventType.Start, 1), OutboxSamples.Message(EventType.End, 1)]);
            await before.DrainAsync();
        }

        await using var after = Open();
        Assert.Empty(after.Interrupted);
        Assert.Equal(0, after.Totals(OutboxSamples.Receiver).Rows);
    }

    [Fact]
    public void Write_LastMessageOfTheContract_GivesTheEndOfTheContract()
    {
        var example = JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "examples", "event-end-interrupted.json")));
        var last = JsonElement.Parse(File.ReadAllBytes(Repository.Data("wire", "examples", "event-update.json")));

        var written = JsonElement.Parse(EventJson.Write(InterruptedEnd.Of(EventJson.Read(File.ReadAllBytes(Repository.Data("wire", "examples", "event-update.json")))) with { Seq = 20428 }, Samples.Now, last.GetProperty("snapshot_topic").GetString()));

        Assert.Equal(example.EnumerateObject().Select(member => member.Name), written.EnumerateObject().Select(member => member.Name));
        Assert.Empty(OutboxSamples.Schema.Check(written));
        string[] changed = ["seq", "type", "end_reason", "changes", "ended_at"];
        string[] stamps = ["producer", "skipped", "replayed", "published_at", "latency_ms"];
        Assert.All(changed, member => Assert.Equal(member == "ended_at" ? last.GetProperty("captured_at").GetRawText() : example.GetProperty(member).GetRawText(), written.GetProperty(member).GetRawText()));
        Assert.All(last.EnumerateObject().Where(member => !changed.Contains(member.Name) && !stamps.Contains(member.Name)), member => Assert.True(JsonElement.DeepEquals(member.Value, written.GetProperty(member.Name)), member.Name));
    }

    private Outbox Open() => Outbox.Open(OutboxSamples.Options(_folder.File("outbox.db")), new SetClock(Samples.Now), warning => Assert.Fail(warning));
}
