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
    private OutboxReader _reader = new();
    private Outbox _outbox = null!;
    private OutboxDelivery? _delivery;
    private List<long> _unsettled = [];
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
        (_random, _reader, _delivery, _unsettled) = (new Random(seed), new OutboxReader(), null, []);
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

        (await _outbox.DrainAsync()).ForEach(_reader.Read);
        Assert.All(s_streams, stream => Assert.Equal(_outbox.Streams[stream].LastSeq, _reader.LastSeq(stream)));
        Assert.Equal(2, _reader.Open.Count()); // the two last ones; all before have ended
        await _outbox.DisposeAsync();
    }

    private Task StepAsync() => _random.Next(20) switch
    {
        < 4 => BeginAsync(),
        < 11 => GoOnAsync(),
        < 16 => DeliverAsync(),
        16 => SetAsideAsync(),
        17 => DisconnectAsync(),
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

    /// <summary>Some of what is there is sent; some of that is acknowledged, not always in order.</summary>
    private async Task DeliverAsync()
    {
        _delivery ??= _outbox.Deliver();
        for (var left = Math.Min(_random.Next(8), _outbox.Totals.Rows - _unsettled.Count); left > 0; left--)
        {
            var message = await _delivery.TakeAsync(default);
            _reader.Read(message);
            _unsettled.Add(message.Position);
        }

        var acknowledged = _unsettled.Where(_ => _random.Next(3) > 0).ToList();
        await SettleAsync(acknowledged, _delivery.Acknowledge);
    }

    /// <summary>A message is refused while no other is on its way.</summary>
    private async Task SetAsideAsync()
    {
        if (_delivery is null || _unsettled.Count > 0 || _outbox.Totals.Rows == 0)
        {
            return;
        }

        var message = await _delivery.TakeAsync(default);
        if (message.Type is "start" or "end" || message.Attempts > 1)
        {
            _reader.Read(message);
            _unsettled.Add(message.Position);
            return;
        }

        await SettleAsync([message.Position], position => _delivery.SetAside(position, "not_allowed"));
    }

    private async Task SettleAsync(List<long> positions, Action<long> settle)
    {
        positions.ForEach(settle);
        _unsettled.RemoveAll(positions.Contains);
        await _outbox.SettledAsync();
    }

    private Task DisconnectAsync()
    {
        _delivery?.Dispose();
        _delivery = null;
        _unsettled.Clear();
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

        await DisconnectAsync();
        await _outbox.DisposeAsync();
        _open.Clear();
        _outbox = Open(after);
        await _outbox.SettledAsync();
    }

    private Outbox Open(string name) => Outbox.Open(OutboxSamples.Options(_folder.File(name)) with { MaxBytes = 9000 }, _clock, warning => Assert.Fail(warning));
}
