using Glip.Core;
using Glip.Testing;

namespace Glip.Sinks.Tests;

/// <summary>Lives of outboxes at random: whatever happens, a reader finds what the contract promises.</summary>
public sealed class OutboxProperties : IDisposable
{
    private static readonly string[] s_streams = ["gate", "yard"];
    private static readonly EventType[] s_within = [EventType.Update, EventType.Update, EventType.Update, EventType.ZoneEnter, EventType.ZoneLeave, EventType.LineCross, EventType.Dwell, EventType.End, EventType.End];

    private readonly TemporaryFolder _folder = new();
    private readonly SetClock _clock = new(Samples.Now);
    private readonly List<(int Event, string Stream)> _open = [];
    private Random _random = new();
    private List<Subscriber> _subscribers = [];
    private Outbox _outbox = null!;
    private int _events;
    private int _files;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AnyLife_OfAnOutbox_KeepsWhatReadersRelyOn()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            try
            {
                await LiveAsync(seed);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"life {seed}: {e.Message}", e);
            }
        }
    }

    private async Task LiveAsync(int seed)
    {
        (_random, _subscribers) = (new Random(seed), [new("mqtt"), new("webhook")]);
        _open.Clear();
        _outbox = Open($"{++_files}.db");
        for (var i = 0; i < 80; i++)
        {
            await StepAsync();
        }

        await CrashAsync();
        foreach (var stream in s_streams)
        {
            await _outbox.EnqueueAsync(EventType.Start, ++_events, stream);
        }

        foreach (var subscriber in _subscribers)
        {
            (await _outbox.DrainAsync(subscriber.Name)).ForEach(subscriber.Reader.Read);
            Assert.All(s_streams, stream => Assert.Equal(_outbox.Streams[stream].LastSeq, subscriber.Reader.LastSeq(stream)));
            Assert.Equal(2, subscriber.Reader.Open.Count()); // the two last ones; all before have ended
        }

        await _outbox.DisposeAsync();
    }

    private Task StepAsync() => _random.Next(20) switch
    {
        < 4 => BeginAsync(),
        < 11 => GoOnAsync(),
        < 16 => DeliverAsync(Someone()),
        16 => SetAsideAsync(Someone()),
        17 => DisconnectAsync(Someone()),
        18 => AgeAsync(),
        _ => CrashAsync(),
    };

    private async Task BeginAsync()
    {
        _open.Add((++_events, s_streams[_random.Next(2)]));
        await _outbox.EnqueueAsync(EventType.Start, _open[^1].Event, _open[^1].Stream);
    }

    private async Task GoOnAsync()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var chosen = _open[_random.Next(_open.Count)];
        var type = s_within[_random.Next(s_within.Length)];
        if (type == EventType.End)
        {
            _open.Remove(chosen);
        }

        await _outbox.EnqueueAsync(type, chosen.Event, chosen.Stream);
    }

    private Subscriber Someone() => _subscribers[_random.Next(_subscribers.Count)];

    /// <summary>Some of what is there is sent; some of that is acknowledged, not always in order.</summary>
    private async Task DeliverAsync(Subscriber to)
    {
        to.Delivery ??= _outbox.Deliver(to.Name);
        for (var left = Math.Min(_random.Next(8), _outbox.Totals(to.Name).Rows - to.Unsettled.Count); left > 0; left--)
        {
            var message = await to.Delivery.TakeAsync(default);
            to.Reader.Read(message);
            to.Unsettled.Add(message.Position);
        }

        var acknowledged = to.Unsettled.Where(_ => _random.Next(3) > 0).ToList();
        await SettleAsync(to, acknowledged, to.Delivery.Acknowledge);
    }

    /// <summary>A message is refused while no other is on its way.</summary>
    private async Task SetAsideAsync(Subscriber by)
    {
        if (by.Delivery is not { } delivery || by.Unsettled.Count > 0 || _outbox.Totals(by.Name).Rows == 0)
        {
            return;
        }

        var message = await delivery.TakeAsync(default);
        if (message.Type is "start" or "end" || message.Attempts > 1)
        {
            by.Reader.Read(message);
            by.Unsettled.Add(message.Position);
            return;
        }

        await SettleAsync(by, [message.Position], position => delivery.SetAside(position, "not_allowed"));
    }

    private async Task SettleAsync(Subscriber of, List<long> positions, Action<long> settle)
    {
        positions.ForEach(settle);
        of.Unsettled.RemoveAll(positions.Contains);
        await _outbox.SettledAsync();
    }

    private Task DisconnectAsync(params ReadOnlySpan<Subscriber> subscribers)
    {
        foreach (var subscriber in subscribers)
        {
            subscriber.Delivery?.Dispose();
            subscriber.Delivery = null;
            subscriber.Unsettled.Clear();
        }

        return _outbox.SettledAsync();
    }

    private Task AgeAsync()
    {
        _clock.Advance(TimeSpan.FromHours(_random.Next(1, 30)));
        return _outbox.SettledAsync();
    }

    /// <summary>Goes on from what was on the disk at this moment.</summary>
    private async Task CrashAsync()
    {
        var before = $"{_files}.db";
        var after = $"{++_files}.db";
        foreach (var part in (string[])["", "-wal"])
        {
            File.Copy(_folder.File(before + part), _folder.File(after + part));
        }

        await DisconnectAsync([.. _subscribers]);
        await _outbox.DisposeAsync();
        _open.Clear();
        _outbox = Open(after);
        await _outbox.SettledAsync();
    }

    private Outbox Open(string name) => Outbox.Open(new() { Path = _folder.File(name), Receivers = [OutboxSamples.Mqtt with { MaxBytes = 9000 }, new("webhook") { MaxBytes = 15000, Expiry = TimeSpan.FromHours(40) }] }, _clock, warning => Assert.Fail(warning));

    private sealed class Subscriber(string name)
    {
        public string Name => name;

        public OutboxReader Reader { get; } = new();

        public OutboxDelivery? Delivery { get; set; }

        public List<long> Unsettled { get; } = [];
    }
}
