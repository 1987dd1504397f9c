using System.Text;
using Glip.Core;

namespace Glip.Sinks.Tests;

/// <summary>A program with an outbox, to be killed: says which numbers it was given, and what it sends, a line each, before it acknowledges that.</summary>
internal static class OutboxProgram
{
    private static readonly string[] s_streams = ["gate", "yard", "door"];

    public static async Task<int> Main(string[] arguments)
    {
        await using var outbox = Outbox.Open(OutboxSamples.Options(arguments[0]), TimeProvider.System, Console.Error.WriteLine);
        await Task.WhenAll([SendAsync(outbox), .. s_streams.Select(stream => EnqueueAsync(outbox, stream))]);
        return 0;
    }

    private static async Task EnqueueAsync(Outbox outbox, string stream)
    {
        for (var i = outbox.Streams.TryGetValue(stream, out var known) ? (int)known.LastTrackId + 1 : 1; ; i++)
        {
            foreach (var type in (EventType[])[EventType.Start, EventType.Update, EventType.End])
            {
                var message = OutboxSamples.Message(type, i, stream);
                var given = (await outbox.EnqueueAsync([message with { EventId = IdOf(i, stream) }]))[0];
                await SayAsync($"given {stream} {given.Seq}");
            }
        }
    }

    private static Guid IdOf(int number, string stream) => new(number, (short)Array.IndexOf(s_streams, stream), 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);

    private static async Task SendAsync(Outbox outbox)
    {
        using var delivery = outbox.Deliver(OutboxSamples.Receiver);
        for (var unacknowledged = new Queue<long>(); ;)
        {
            var message = await delivery.TakeAsync(default);
            await SayAsync($"sent {Encoding.UTF8.GetString(message.Payload(DateTimeOffset.UtcNow))}");
            unacknowledged.Enqueue(message.Position);
            if (unacknowledged.Count > 3) // some are always on their way
            {
                delivery.Acknowledge(unacknowledged.Dequeue());
            }
        }
    }

    private static Task SayAsync(string line) => Console.Out.WriteLineAsync(line); // a line in one piece: Console.Out is synchronised and flushes
}
