using Glip.Sinks;

namespace Glip.EndToEnd.Tests;

/// <summary>Compares what a program said with what a subscriber read.</summary>
/// <param name="reader">What was read.</param>
/// <param name="folder">Where outbox and logs are.</param>
internal sealed class TortureVerdict(TortureReader reader, string folder)
{
    /// <summary>Messages that the program named with a word.</summary>
    public static IEnumerable<TortureMessage> Said(string folder, string word) =>
        TortureProcess.Logs(folder).SelectMany(File.ReadLines).Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal)).Select(TortureMessage.Parse);

    public async Task<TortureResult> ResultAsync(IReadOnlyList<TortureKill> kills, TimeSpan time)
    {
        var confirmed = Said(folder, "confirmed").ToList();
        var lost = confirmed.Where(message => !reader.Has(message)).ToList();
        return new()
        {
            Kills = kills,
            Confirmed = confirmed.Count,
            Received = reader.Count,
            Repeats = reader.Repeats,
            Lost = lost.Count,
            OutOfOrder = reader.OutOfOrder,
            InterruptedEnds = reader.Received.Values.Count(reason => reason == "interrupted"),
            Time = time,
            Faults = [.. reader.Faults, .. lost.Select(message => $"{message} is lost"), .. Unknown(), .. reader.Open.Select(open => $"{open} has no end"), .. await LeftOverAsync()],
        };
    }

    /// <summary>What arrived was to be written, or was the end of an event that nobody else could end.</summary>
    private IEnumerable<string> Unknown()
    {
        var tried = Said(folder, "try").Select(message => (message.EventId, message.Type)).ToHashSet();
        return reader.Received.Where(received => received.Value != "interrupted" && !tried.Contains((received.Key.EventId, received.Key.Type))).Select(received => $"{received.Key} is unknown");
    }

    /// <summary>Nothing waits any more, and every number that was given out has arrived.</summary>
    private async Task<IReadOnlyList<string>> LeftOverAsync()
    {
        await using var outbox = Outbox.Open(TortureChild.Options(folder), TimeProvider.System, _ => { });
        var rows = outbox.Totals(TortureChild.Receiver).Rows;
        return
        [
            .. rows == 0 ? [] : (string[])[$"{rows} messages are left in the outbox"],
            .. outbox.Streams.Values.Where(stream => stream.LastSeq != reader.Last(stream.Stream)).Select(stream => $"{stream.Stream} ends with number {stream.LastSeq}, for its reader with {reader.Last(stream.Stream)}"),
        ];
    }
}
