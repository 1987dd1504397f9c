using Glip.Core;
using Glip.Host;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class FrigateStoredEventsTests : IAsyncDisposable
{
    private static readonly Guid s_id = Guid.Parse("01a1fd62-5804-7b21-8f3a-5d2c7e90b614");
    private static readonly FrameHeader s_frame = new("yard", 3, TimeSpan.FromSeconds(12), DateTimeOffset.UnixEpoch.AddDays(1), 100, 80);

    private readonly TemporaryFolder _folder = new();
    private readonly Outbox _outbox;
    private readonly FrigateStoredEvents _stored = new(new FrigateLabels(new Dictionary<string, string>(StringComparer.Ordinal)));

    public FrigateStoredEventsTests() =>
        _outbox = Outbox.Open(new() { Path = _folder.File("outbox.db"), Receivers = [new(FrigateService.Receiver)] }, TimeProvider.System, line => throw new InvalidOperationException(line));

    [Fact]
    public async Task Message_OneAfterTheOther_TellsWhatWasToldBefore()
    {
        await _outbox.EnqueueAsync([Event(EventType.Start), Event(EventType.Update), Event(EventType.End)]);
        using var delivery = _outbox.Deliver(FrigateService.Receiver);
        var messages = new[] { await NextAsync(delivery), await NextAsync(delivery), await NextAsync(delivery) };

        Assert.Equal(["new", "update", "end"], messages.Select(message => message.Type));
        Assert.Same(messages[0].After, messages[1].Before);
        Assert.Same(messages[1].After, messages[2].Before);
        Assert.NotNull(messages[2].After.Event.Snapshot);
    }

    [Fact]
    public async Task Message_NotAcknowledged_ComesAgainInTheSameWords()
    {
        await _outbox.EnqueueAsync([Event(EventType.Start), Event(EventType.Update), Event(EventType.End)]);
        using var first = _outbox.Deliver(FrigateService.Receiver);
        var start = await first.TakeAsync(CancellationToken.None);
        _stored.Message(start);
        _stored.Settle(start);
        first.Acknowledge(start.Position);
        var sent = new[] { await NextAsync(first), await NextAsync(first) };

        using var second = _outbox.Deliver(FrigateService.Receiver);
        var again = new[] { await NextAsync(second), await NextAsync(second) };

        Assert.Equal(sent.Select(message => message.ToJson()), again.Select(message => message.ToJson()));
    }

    [Fact]
    public async Task Message_BeginningWasToldByAnEarlierProgram_EndsAsItIs()
    {
        await _outbox.EnqueueAsync([Event(EventType.End)]);
        using var delivery = _outbox.Deliver(FrigateService.Receiver);

        var end = await NextAsync(delivery);

        Assert.Equal(("end", "person", false), (end.Type, end.After.Label, end.Before.FalsePositive));
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        _folder.Dispose();
    }

    private static PhraseEvent Event(EventType type) => new()
    {
        Stream = new("test", "yard", null, new("nano", new('0', 64))),
        EventId = s_id,
        Type = type,
        Phrases = [new(new(new("person"), 0.5f, 0.35f), 0.71f, 0.8f, Active: true)],
        TrackId = 4,
        Box = new(1, 2, 30, 40),
        BoxOrigin = BoxOrigin.Detected,
        Frame = s_frame with { Index = (long)type, CapturedAt = s_frame.CapturedAt.AddSeconds((int)type) },
        StartedAt = s_frame.CapturedAt,
        EndedAt = type == EventType.End ? s_frame.CapturedAt.AddSeconds(1) : null,
        EndReason = type == EventType.End ? EndReason.Left : null,
        Duration = TimeSpan.FromSeconds(1),
        Best = new(s_frame, new("person"), 0.8f, new(1, 2, 30, 40)),
        PromptVersion = 1,
    };

    private async Task<FrigateEventMessage> NextAsync(OutboxDelivery delivery) => _stored.Message(await delivery.TakeAsync(CancellationToken.None));
}
