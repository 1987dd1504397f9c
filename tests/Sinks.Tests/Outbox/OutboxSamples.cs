using System.Collections.Immutable;
using System.Text.Json;
using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>Messages of cameras, and short ways to put them into an outbox and take them out.</summary>
internal static class OutboxSamples
{
    public static JsonSchema Schema { get; } = JsonSchema.Load(Repository.Data("wire", "event.schema.json"));

    /// <summary>The receiver of tests that need no second.</summary>
    public const string Receiver = "mqtt";

    public static OutboxReceiver Mqtt { get; } = new(Receiver) { Topic = stream => $"glip/{stream}/events", SnapshotTopic = (stream, slug) => $"glip/{stream}/phrase/{slug}/snapshot" };

    public static OutboxOptions Options(string path) => new() { Path = path, Receivers = [Mqtt] };

    public static PhraseEvent Message(EventType type, int eventId, string stream = "gate") => Samples.Event(eventId, Samples.Header(eventId)) with
    {
        Stream = Samples.File with { StreamId = stream, Media = null },
        EventId = new Guid(eventId, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0),
        Seq = 0,
        Type = type,
        Frame = Samples.Header(eventId) with { CapturedAt = Samples.Now.AddMilliseconds(-231) },
        StartedAt = Samples.Now.AddSeconds(-1),
        Zone = type is EventType.ZoneEnter or EventType.ZoneLeave or EventType.Dwell ? "porch" : null,
        Dwell = type is EventType.ZoneLeave or EventType.Dwell ? TimeSpan.FromSeconds(3) : null,
        DwellThreshold = type == EventType.Dwell ? TimeSpan.FromSeconds(2) : null,
        Line = type == EventType.LineCross ? "doorstep" : null,
        LineDirection = type == EventType.LineCross ? LineDirection.LeftToRight : null,
        Changes = type == EventType.Update ? [EventChange.Periodic] : [],
        EndReason = type == EventType.End ? EndReason.Left : null,
        EndedAt = type == EventType.End ? Samples.Now : null,
    };

    public static async Task<PhraseEvent> EnqueueAsync(this Outbox outbox, EventType type, int eventId, string stream = "gate") =>
        (await outbox.EnqueueAsync([Message(type, eventId, stream)]))[0];

    /// <summary>All messages that are there, each acknowledged.</summary>
    public static async Task<List<OutboxMessage>> DrainAsync(this Outbox outbox, string receiver = Receiver)
    {
        using var delivery = outbox.Deliver(receiver);
        var messages = new List<OutboxMessage>();
        for (var left = outbox.Totals(receiver).Rows; left > 0; left--)
        {
            messages.Add(await delivery.TakeAsync(default));
            delivery.Acknowledge(messages[^1].Position);
        }

        await outbox.SettledAsync();
        Assert.Equal(0, outbox.Totals(receiver).Rows);
        return messages;
    }

    /// <summary>When all that was told to the outbox before is done.</summary>
    public static Task SettledAsync(this Outbox outbox) => outbox.EnqueueAsync([]);

    public static async Task<ImmutableArray<OutboxMessage>> TakeAsync(this OutboxDelivery delivery, int count)
    {
        var messages = ImmutableArray.CreateBuilder<OutboxMessage>();
        while (messages.Count < count)
        {
            messages.Add(await delivery.TakeAsync(default));
        }

        return messages.ToImmutable();
    }

    public static JsonElement Json(this OutboxMessage message, DateTimeOffset? now = null) => JsonElement.Parse(message.Payload(now ?? Samples.Now));
}
