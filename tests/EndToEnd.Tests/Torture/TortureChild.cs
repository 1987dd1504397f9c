using System.Diagnostics;
using System.Globalization;
using Glip.Core;
using Glip.Host;
using Glip.Sinks;

namespace Glip.EndToEnd.Tests;

/// <summary>A program to be killed: cameras, outbox and the connection to a broker as in the real one, without pictures and model.</summary>
internal static class TortureChild
{
    /// <summary>The argument by which a program is asked to be this one.</summary>
    public const string Command = "outbox-torture-child";

    public const int Streams = 8;

    public const string Receiver = "mqtt";

    private static readonly TimeSpan s_longestDrain = TimeSpan.FromSeconds(5);

    public static OutboxOptions Options(string folder) => new()
    {
        Path = Path.Combine(folder, "outbox.db"),
        Receivers = [new(Receiver) { Topic = stream => $"glip/{stream}/events" }],
    };

    /// <summary>Writes all messages, and sends until its input ends.</summary>
    /// <param name="arguments">Folder of the outbox, log, port of the broker, messages in all, messages a second.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (port, messages, rate) = (Number(arguments[2]), Number(arguments[3]), Number(arguments[4]));
        var outbox = Outbox.Open(Options(arguments[0]), TimeProvider.System, Console.Error.WriteLine);
        await using var closing = outbox.ConfigureAwait(false);
        using var log = new TortureLog(arguments[1]);
        log.Confirm(outbox.Interrupted);
        using var stop = new CancellationTokenSource();
        await AllOrFirstFault.Of(stop.Token, over => SendAsync(outbox, port, over), _ => WriteAsync(outbox, log, messages, rate, stop)).ConfigureAwait(false);
        return 0;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static async Task WriteAsync(Outbox outbox, TortureLog log, int messages, int rate, CancellationTokenSource stop)
    {
        var writers = Enumerable.Range(0, Streams).Select(i => new TortureWriter(outbox, log, $"camera_{i}", messages / Streams, (double)rate / Streams));
        await Task.WhenAll(writers.Select(writer => writer.RunAsync())).ConfigureAwait(false);
        log.Finish();
        await Console.In.ReadToEndAsync().ConfigureAwait(false);
        for (var since = Stopwatch.GetTimestamp(); outbox.Totals(Receiver).Rows > 0 && Stopwatch.GetElapsedTime(since) < s_longestDrain;)
        {
            await Task.Delay(10).ConfigureAwait(false); // the last acknowledgements are on their way
        }

        await stop.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Sends what waits in an outbox to a broker on this machine until it is stopped.</summary>
    public static Task SendAsync(Outbox outbox, int port, CancellationToken stop)
    {
        var options = new MqttOptions { Address = new("127.0.0.1", port, UsesTls: false), ClientId = "glip-torture", KeepAlive = TimeSpan.FromSeconds(5) };
        var (log, topics) = (RunLog.ToStandardError(LogFormat.Text), new GlipTopics("glip", "torture"));
        return new MqttLink(new MqttConnector(options, TimeProvider.System), options, new BackOff(new ShortPauses()), TimeProvider.System).RunAsync(
            async (connection, over) =>
            {
                using var delivery = outbox.Deliver(Receiver);
                await new EventSender(delivery, message => BrokerService.Message(topics, message, DateTimeOffset.UtcNow), log, TimeProvider.System).RunAsync(connection, over).ConfigureAwait(false);
            },
            stop);
    }
}
