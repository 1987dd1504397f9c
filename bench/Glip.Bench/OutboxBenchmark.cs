using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.EndToEnd.Tests;
using Glip.Sinks;

namespace Glip.Bench;

/// <summary>
/// What an outbox takes and gives out when the broker answers at once: streams that write a message a frame, and wait for its number, beside a sender that
/// acknowledges. And how long one message takes from the stream to its number, and to the sender.
/// </summary>
internal static class OutboxBenchmark
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 21, 9, 14, 5, TimeSpan.Zero);

    public static async Task<int> RunAsync(int events, string? folder)
    {
        var home = folder ?? Directory.CreateTempSubdirectory("glip-outbox-").FullName;
        Directory.CreateDirectory(home);
        Console.WriteLine("| | |\n| --- | --- |");
        Row("flush of 4 KiB to this disk, median", $"{FlushMilliseconds(home):F2} ms");
        Stamps();
        await AloneAsync(Path.Combine(home, "alone.db"), Math.Min(events, 2000)).ConfigureAwait(false);
        foreach (var streams in (int[])[16, 100, 500])
        {
            await TogetherAsync(Path.Combine(home, $"{streams}.db"), streams, events, "mqtt").ConfigureAwait(false);
        }

        await TogetherAsync(Path.Combine(home, "two.db"), 100, events, "mqtt", "webhook").ConfigureAwait(false);
        await TogetherAsync(Path.Combine(home, "none.db"), 100, events).ConfigureAwait(false);
        await BesideOneThatIsAwayAsync(Path.Combine(home, "away.db"), events).ConfigureAwait(false);

        await AfterOutageAsync(Path.Combine(home, "outage.db"), events).ConfigureAwait(false);
        Directory.Delete(home, recursive: true);
        return 0;
    }

    private static void Row(string what, string result) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {result} |"));

    private static Outbox Open(string path, params string[] receivers) =>
        Outbox.Open(new() { Path = path, Receivers = [.. receivers.Select(name => new OutboxReceiver(name) { Topic = stream => $"glip/{stream}/events" })] }, TimeProvider.System, Console.Error.WriteLine);

    private static double FlushMilliseconds(string folder)
    {
        using var file = File.OpenHandle(Path.Combine(folder, "flush"), FileMode.Create, FileAccess.Write);
        return Median(Enumerable.Range(0, 200).Select(i =>
        {
            RandomAccess.Write(file, new byte[4096], i * 4096L);
            var start = Stopwatch.GetTimestamp();
            RandomAccess.FlushToDisk(file);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }));
    }

    private static void Stamps()
    {
        const int Times = 200_000;
        var body = EventJson.Write(Message(EventType.Start, 1, "gate"), s_start);
        var least = Enumerable.Range(0, 5).Min(_ => Microseconds(Times, () => new EventBody(body).Stamp(0, false, s_start)));
        Row($"stamps written over a message of {body.Length} bytes", string.Create(CultureInfo.InvariantCulture, $"{least:F2} µs; writing it anew {Enumerable.Range(0, 5).Min(_ => Microseconds(Times, () => EventJson.Write(Message(EventType.Start, 1, "gate"), s_start))):F2} µs"));
    }

    private static double Microseconds(int times, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times;
    }

    private static async Task AloneAsync(string path, int events)
    {
        var outbox = Open(path, "mqtt");
        await using var closing = outbox.ConfigureAwait(false);
        using var delivery = outbox.Deliver("mqtt");
        var (numbered, sent) = (new List<double>(), new List<double>());
        for (var i = 0; i < events; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await outbox.EnqueueAsync([Message(Life(i), i / 10, "gate")]).ConfigureAwait(false);
            numbered.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            delivery.Acknowledge((await delivery.TakeAsync(default).ConfigureAwait(false)).Position);
            sent.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Row("one stream, one message at a time: to its number, median (95 %)", string.Create(CultureInfo.InvariantCulture, $"{Median(numbered):F2} ms ({Percentile(numbered, 0.95):F2} ms)"));
        Row("the same, to the sender", string.Create(CultureInfo.InvariantCulture, $"{Median(sent):F2} ms ({Percentile(sent, 0.95):F2} ms)"));
    }

    private static async Task TogetherAsync(string path, int streams, int events, params string[] receivers)
    {
        var outbox = Open(path, receivers);
        await using var closing = outbox.ConfigureAwait(false);
        var each = events / streams;
        var start = Stopwatch.GetTimestamp();
        var senders = Task.WhenAll(receivers.Select(receiver => SendAsync(outbox, receiver, each * streams)));
        var latencies = await Task.WhenAll(Enumerable.Range(0, streams).Select(stream => WriteAsync(outbox, $"camera_{stream}", stream, each))).ConfigureAwait(false);
        await senders.ConfigureAwait(false);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Row(
            $"{streams} streams at once, into and out of it, acknowledged by {receivers.Length} receivers",
            string.Create(CultureInfo.InvariantCulture, $"{each * streams / seconds:F0} events/s; to the number, median {Median(latencies.SelectMany(all => all)):F2} ms"));
    }

    private static async Task BesideOneThatIsAwayAsync(string path, int events)
    {
        var outbox = Open(path, "mqtt", "away");
        await using var closing = outbox.ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        var sender = SendAsync(outbox, "mqtt", events / 100 * 100);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(stream => WriteAsync(outbox, $"camera_{stream}", stream, events / 100))).ConfigureAwait(false);
        await sender.ConfigureAwait(false);
        Row("100 streams at once, acknowledged by one receiver while another is away", string.Create(CultureInfo.InvariantCulture, $"{events / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} events/s"));
    }

    private static async Task AfterOutageAsync(string path, int events)
    {
        var outbox = Open(path, "mqtt");
        await using var closing = outbox.ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(stream => WriteAsync(outbox, $"camera_{stream}", stream, events / 100))).ConfigureAwait(false);
        var waiting = (int)outbox.Totals("mqtt").Rows;
        var start = Stopwatch.GetTimestamp();
        await SendAsync(outbox, "mqtt", waiting).ConfigureAwait(false);
        Row($"{waiting} that waited, out of it, acknowledged", string.Create(CultureInfo.InvariantCulture, $"{waiting / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} events/s"));
    }

    private static async Task<List<double>> WriteAsync(Outbox outbox, string name, int stream, int events)
    {
        var latencies = new List<double>(events);
        for (var i = 0; i < events; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await outbox.EnqueueAsync([Message(Life(i), (stream * 1_000_000) + (i / 10), name)]).ConfigureAwait(false);
            latencies.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return latencies;
    }

    private static async Task SendAsync(Outbox outbox, string receiver, int events)
    {
        using var delivery = outbox.Deliver(receiver);
        var bytes = 0L;
        for (var i = 0; i < events; i++)
        {
            var message = await delivery.TakeAsync(default).ConfigureAwait(false);
            bytes += message.Payload(DateTimeOffset.UtcNow).Length;
            delivery.Acknowledge(message.Position);
        }

        await outbox.EnqueueAsync([]).ConfigureAwait(false); // when this is through, so are the acknowledgements
        if (outbox.Totals(receiver).Rows != 0 || bytes == 0)
        {
            throw new InvalidOperationException($"{outbox.Totals(receiver).Rows} messages are left.");
        }
    }

    private static EventType Life(int i) => (i % 10) switch
    {
        0 => EventType.Start,
        9 => EventType.End,
        _ => EventType.Update,
    };

    private static PhraseEvent Message(EventType type, int number, string stream) =>
        SyntheticEvents.Message(type, new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0), number + 1, stream);

    private static double Median(IEnumerable<double> values) => Percentile([.. values], 0.5);

    private static double Percentile(List<double> values, double share)
    {
        values.Sort();
        return values[(int)((values.Count - 1) * share)];
    }
}
