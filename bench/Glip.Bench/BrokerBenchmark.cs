using System.Diagnostics;
using Glip.Core;
using Glip.EndToEnd.Tests;
using Glip.Sinks;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>
/// Messages from <see cref="Outbox.EnqueueAsync"/> through the outbox and the connection to a broker on this machine until they are acknowledged, and until a
/// subscriber has them, beside the connection alone; and how long one message takes when nothing else goes on.
/// </summary>
internal static class BrokerBenchmark
{
    private const int Streams = 100;
    private const int Unacknowledged = 32;
    private const int Single = 200;
    private const double LeastRate = 5000;
    private const double MostMilliseconds = 10;

    public static async Task<int> RunAsync(int rounds, int messages)
    {
        var (alone, acknowledged, received, beside, late) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var broker = await BenchBroker.StartAsync().ConfigureAwait(false);
        await using var end = broker.ConfigureAwait(false);
        for (var i = 0; i < rounds; i++)
        {
            alone.Add(await AloneAsync(broker, messages).ConfigureAwait(false));
            var rates = await ThroughAsync(broker, messages, "mqtt").ConfigureAwait(false);
            acknowledged.Add(rates.Acknowledged);
            received.Add(rates.Received);
            beside.Add((await ThroughAsync(broker, messages, "mqtt", "away").ConfigureAwait(false)).Received);
        }

        await LatencyAsync(broker, late).ConfigureAwait(false);
        MarkdownTable.Row("", MarkdownTable.Text($"median of {rounds} (least to most)"));
        MarkdownTable.Row("---", "---");
        Rates($"the connection alone, {Unacknowledged} unacknowledged, until a subscriber has them", alone);
        Rates($"{Streams} streams through outbox and connection, until acknowledged", acknowledged);
        Rates("the same, until a subscriber has them", received);
        Rates("the same beside a second receiver that is away", beside);
        late.Sort();
        MarkdownTable.Row("one message every 50 ms, from EnqueueAsync to the subscriber", MarkdownTable.Text($"{late[Single / 2]:F2} ms; 95 %: {late[Single * 95 / 100]:F2} ms"));
        return Median(received) >= LeastRate && late[Single / 2] < MostMilliseconds ? 0 : 1;
    }

    private static void Rates(string what, List<double> rates) => MarkdownTable.Row(what, MarkdownTable.Text($"{Median(rates):F0} messages/s ({rates.Min():F0} to {rates.Max():F0})"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Rate(int messages, long start) => messages / Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static async Task<double> AloneAsync(BenchBroker broker, int messages)
    {
        var connection = await new MqttConnector(broker.Options("alone"), TimeProvider.System).ConnectAsync(default).ConfigureAwait(false);
        await using var end = connection.ConfigureAwait(false);
        var body = EventJson.Write(Message(EventType.Update, 1, "gate"), DateTimeOffset.UtcNow);
        var message = new GlipTopics("glip", "bench").Of("gate").Events.Message(body) with { UserProperties = MessageProperties.OfEvent("update", $"{Guid.NewGuid()}", 1, "person", 1) };
        var (left, start) = (messages, Stopwatch.GetTimestamp());
        await Task.WhenAll(Enumerable.Range(0, Unacknowledged).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await connection.PublishAsync(message, default).ConfigureAwait(false);
            }
        })).ConfigureAwait(false);
        await broker.WaitAsync(messages).ConfigureAwait(false);
        return Rate(messages, start);
    }

    private static async Task<(double Acknowledged, double Received)> ThroughAsync(BenchBroker broker, int messages, params string[] receivers)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var outbox = Open(folder, receivers);
        await using var end = outbox.ConfigureAwait(false);
        var sending = TortureChild.SendAsync(outbox, broker.Port, stop.Token);
        var each = messages / Streams;
        var start = Stopwatch.GetTimestamp();
        var writing = Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => WriteAsync(outbox, stream, each)));
        await broker.WaitAsync(each * Streams).ConfigureAwait(false);
        var received = Rate(each * Streams, start);
        await writing.ConfigureAwait(false);
        while (outbox.Totals("mqtt").Rows > 0)
        {
            await outbox.EnqueueAsync([]).ConfigureAwait(false); // when this is through, so are the acknowledgements before it
        }

        var acknowledged = Rate(each * Streams, start);
        await stop.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        return (acknowledged, received);
    }

    private static async Task LatencyAsync(BenchBroker broker, List<double> milliseconds)
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var outbox = Open(folder, "mqtt");
        await using var end = outbox.ConfigureAwait(false);
        var sending = TortureChild.SendAsync(outbox, broker.Port, stop.Token);
        for (var i = -20; i < Single; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await outbox.EnqueueAsync([Message(EventType.Update, 1, "gate")]).ConfigureAwait(false);
            await broker.WaitAsync(1).ConfigureAwait(false);
            if (i >= 0)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            await Task.Delay(50).ConfigureAwait(false);
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
    }

    private static async Task WriteAsync(Outbox outbox, int stream, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            var type = (i % 10) switch { 0 => EventType.Start, 9 => EventType.End, _ => EventType.Update };
            await outbox.EnqueueAsync([Message(type, (stream * 1_000_000) + (i / 10), $"camera_{stream}")]).ConfigureAwait(false);
        }
    }

    private static PhraseEvent Message(EventType type, int number, string stream) =>
        SyntheticEvents.Message(type, new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0), number + 1, stream);

    private static Outbox Open(TemporaryFolder folder, params string[] receivers) => Outbox.Open(
        new() { Path = folder.File("outbox.db"), Receivers = [.. receivers.Select(name => new OutboxReceiver(name) { Topic = stream => $"glip/{stream}/events" })] },
        TimeProvider.System,
        Console.Error.WriteLine);
}
