using System.Globalization;
using Glip.Bench;

ThreadPool.SetMinThreads(Environment.ProcessorCount + 30, Environment.ProcessorCount + 30);
switch (args)
{
    case ["pipeline", .. var rest]:
        return await PipelineBenchmark.RunAsync(rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5).ConfigureAwait(false);
    case ["soak", .. var rest]:
        return await SoakBenchmark.RunAsync(rest is [var minutes] ? double.Parse(minutes, CultureInfo.InvariantCulture) : 20).ConfigureAwait(false);
    default:
        await Console.Error.WriteLineAsync("usage: pipeline [ROUNDS] | soak [MINUTES]").ConfigureAwait(false);
        return 2;
}
