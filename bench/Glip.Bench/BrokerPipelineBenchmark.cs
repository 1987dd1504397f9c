using System.Globalization;
using System.Text.Json;
using Glip.Testing;

namespace Glip.Bench;

/// <summary>
/// The program on the demo clip at full speed, without a broker, with one, and with one that is away or hangs, in turns: frames a second from the first event
/// to the last. For a machine that does nothing else.
/// </summary>
internal static class BrokerPipelineBenchmark
{
    private static readonly string[] s_cases = ["no broker", "broker there", "broker refused", "broker hangs"];

    public static async Task<int> RunAsync(int rounds)
    {
        var rates = new List<double[]>();
        for (var i = 0; i < rounds; i++)
        {
            var round = new double[s_cases.Length];
            for (var j = 0; j < round.Length; j++)
            {
                round[j] = await RunAsync(s_cases[j]).ConfigureAwait(false);
            }

            rates.Add(round);
        }

        MarkdownTable.Row("", MarkdownTable.Text($"frames/s, median of {rounds} (least to most)"), "of that without broker");
        MarkdownTable.Row("---", "---", "---");
        for (var i = 0; i < s_cases.Length; i++)
        {
            var (all, shares) = (rates.ConvertAll(rate => rate[i]), rates.ConvertAll(rate => rate[i] / rate[0]));
            MarkdownTable.Row(s_cases[i], Spread(all, "F1"), Spread(shares, "F2"));
        }

        return 0;
    }

    private static string Spread(List<double> values, string format)
    {
        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        return $"{Text(values.Order().ElementAt(values.Count / 2))} ({Text(values.Min())} to {Text(values.Max())})";
    }

    private static async Task<double> RunAsync(string name)
    {
        using var folder = new TemporaryFolder();
        var broker = MosquittoBroker.Prepare();
        await using var endOfBroker = broker.ConfigureAwait(false);
        if (name is "broker there" or "broker hangs")
        {
            await broker.StartAsync().ConfigureAwait(false);
        }

        var mqtt = name == s_cases[0] ? string.Empty : string.Create(CultureInfo.InvariantCulture, $", mqtt: {{ url: 'mqtt://127.0.0.1:{broker.Port}' }}");
        await File.WriteAllTextAsync(folder.File("c.yaml"), $$"""
            instance: bench
            model: { package: '{{Repository.Nano}}' }
            streams:
              - { id: street, source: '{{Repository.DemoClip}}', prompt: [person, car], events: { update_interval: 1s } }
            sinks: { files: { directory: events }{{mqtt}} }

            """).ConfigureAwait(false);
        var program = GlipProgram.Start(folder.Path, ["run", "c.yaml"]);
        await using var endOfProgram = program.ConfigureAwait(false);
        if (name == "broker hangs")
        {
            await broker.WaitForLogAsync("as glip-bench").ConfigureAwait(false);
            broker.Pause();
        }

        var (exitCode, _, errors) = await program.WaitAsync().ConfigureAwait(false);
        return exitCode == 0 ? FramesASecond(folder.Path) : throw new InvalidOperationException(errors);
    }

    private static double FramesASecond(string folder)
    {
        var events = Directory.EnumerateFiles(folder, "*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Select(line => JsonElement.Parse(line)).ToList();
        double Between(Func<JsonElement, double> value) => value(events[^1]) - value(events[0]);
        return Between(e => e.GetProperty("frame_index").GetInt64()) / Between(e => e.GetProperty("published_at").GetDateTimeOffset().ToUnixTimeMilliseconds() / 1000.0);
    }
}
