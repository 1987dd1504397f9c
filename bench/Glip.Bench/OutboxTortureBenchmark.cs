using System.Globalization;
using Glip.EndToEnd.Tests;

namespace Glip.Bench;

/// <summary>Program and broker killed at random moments, many times: what was lost, repeated or mixed up.</summary>
internal static class OutboxTortureBenchmark
{
    private const int Rate = 2000;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = new TortureOptions
        {
            Messages = Number(arguments, "--events", 50_000),
            Kills = Number(arguments, "--kills", 20),
            Rate = Rate,
            Seed = Number(arguments, "--seed", Random.Shared.Next(1_000_000)),
        };
        var result = await OutboxTorture.RunAsync(options).ConfigureAwait(false);
        Print(options, result);
        foreach (var fault in result.Faults.Take(20))
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
        }

        return result.Faults.Count == 0 ? 0 : 1;
    }

    private static void Print(TortureOptions options, TortureResult result)
    {
        int Times(TortureKill kill) => result.Kills.Count(each => each == kill);
        MarkdownTable.Row("", "");
        MarkdownTable.Row("---", "---");
        MarkdownTable.Row("seed", MarkdownTable.Text($"{options.Seed}"));
        MarkdownTable.Row("messages with a number, of 8 streams", MarkdownTable.Text($"{result.Confirmed}"));
        MarkdownTable.Row("program killed", MarkdownTable.Text($"{Times(TortureKill.Program)}"));
        MarkdownTable.Row("broker killed, back with its file", MarkdownTable.Text($"{Times(TortureKill.BrokerThatRemembers)}"));
        MarkdownTable.Row("broker killed, back empty", MarkdownTable.Text($"{Times(TortureKill.BrokerThatForgets)}"));
        MarkdownTable.Row("different messages received", MarkdownTable.Text($"{result.Received}"));
        MarkdownTable.Row("repeats", MarkdownTable.Text($"{result.Repeats}"));
        MarkdownTable.Row("lost", MarkdownTable.Text($"{result.Lost}"));
        MarkdownTable.Row("out of order", MarkdownTable.Text($"{result.OutOfOrder}"));
        MarkdownTable.Row("`interrupted` ends", MarkdownTable.Text($"{result.InterruptedEnds}"));
        MarkdownTable.Row("all that is not as promised", MarkdownTable.Text($"{result.Faults.Count}"));
        MarkdownTable.Row("wall time", MarkdownTable.Text($"{result.Time.TotalSeconds:F0} s"));
    }

    private static int Number(string[] arguments, string name, int otherwise)
    {
        var index = Array.IndexOf(arguments, name);
        return index < 0 ? otherwise : int.Parse(arguments[index + 1], CultureInfo.InvariantCulture);
    }
}
