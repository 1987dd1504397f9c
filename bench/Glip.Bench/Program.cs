using System.Globalization;
using Glip.Bench;
using Glip.EndToEnd.Tests;

ThreadPool.SetMinThreads(Environment.ProcessorCount + 30, Environment.ProcessorCount + 30);
switch (args)
{
    case ["pipeline", .. var rest]:
        return await PipelineBenchmark.RunAsync(rest is [var rounds] ? int.Parse(rounds, CultureInfo.InvariantCulture) : 5).ConfigureAwait(false);
    case ["soak", .. var rest]:
        return await CameraSoak.RunAsync(rest is [var length] ? double.Parse(length, CultureInfo.InvariantCulture) : 15).ConfigureAwait(false);
    case ["latency", .. var rest]:
        return await LatencyBenchmark.RunAsync(rest is [var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 60).ConfigureAwait(false);
    case ["soak-file", .. var rest]:
        return await SoakBenchmark.RunAsync(rest is [var minutes] ? double.Parse(minutes, CultureInfo.InvariantCulture) : 20).ConfigureAwait(false);
    case ["fuzz-checkpoints", .. var rest]:
        return CheckpointFuzzing.Run(
            rest.Length > 0 ? double.Parse(rest[0], CultureInfo.InvariantCulture) : 600, rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 1);
    case ["write-checkpoint", var variant, var path, .. var rest]:
        return SyntheticWeights.Write(variant, path, isWhole: rest is ["whole"]);
    case ["deformable", .. var rest]:
        return DeformableBenchmark.Run(rest is [var turns] ? int.Parse(turns, CultureInfo.InvariantCulture) : 15);
    case ["attention", .. var rest]:
        return AttentionBenchmark.Run(rest is [var repeats] ? int.Parse(repeats, CultureInfo.InvariantCulture) : 15);
    case ["metrics", .. var rest]:
        return MetricsBenchmark.Run(rest is [var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 5);
    case ["streams", .. var rest]:
        return await StreamsBenchmark.RunAsync(rest is [var duration] ? double.Parse(duration, CultureInfo.InvariantCulture) : 60).ConfigureAwait(false);
    case ["batching", .. var rest]:
        return await BatchingBenchmark.RunAsync(rest is [var repetitions] ? int.Parse(repetitions, CultureInfo.InvariantCulture) : 5).ConfigureAwait(false);
    case ["motion", .. var rest]:
        return await MotionBenchmark.RunAsync(rest is [var seeds] ? int.Parse(seeds, CultureInfo.InvariantCulture) : 20).ConfigureAwait(false);
    case ["tracker", "--worlds", .. var rest]:
        return TrackerWorlds.Run(rest is [var worlds] ? int.Parse(worlds, CultureInfo.InvariantCulture) : 40);
    case ["tracker"]:
        return TrackerBenchmark.Run();
    case ["outbox", .. var rest]:
        return await OutboxBenchmark.RunAsync(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 50_000, rest.Length > 1 ? rest[1] : null).ConfigureAwait(false);
    case ["outbox-torture", .. var rest]:
        return await OutboxTortureBenchmark.RunAsync(rest).ConfigureAwait(false);
    case [TortureChild.Command, .. var rest]:
        return await TortureChild.RunAsync(rest).ConfigureAwait(false);
    case ["broker", "--pipeline", .. var rest]:
        return await BrokerPipelineBenchmark.RunAsync(rest is [var repeated] ? int.Parse(repeated, CultureInfo.InvariantCulture) : 3).ConfigureAwait(false);
    case ["broker", .. var rest]:
        return await BrokerBenchmark.RunAsync(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 5, rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 20_000).ConfigureAwait(false);
    case ["camera-motion"]:
        return await CameraMotionBenchmark.RunAsync().ConfigureAwait(false);
    case ["falsealarms"]:
        return await FalseAlarmBenchmark.RunAsync().ConfigureAwait(false);
    default:
        await Console.Error.WriteLineAsync("usage: pipeline [ROUNDS] | soak [MINUTES] | soak-file [MINUTES] | latency [SECONDS] | fuzz-checkpoints [SECONDS [SEED]] | deformable [ROUNDS] | attention [ROUNDS] | metrics [ROUNDS] | streams [SECONDS] | batching [ROUNDS] | motion [SEEDS] | tracker | tracker --worlds [SEEDS] | camera-motion | outbox [EVENTS [FOLDER]] | broker [ROUNDS [MESSAGES]] | broker --pipeline [ROUNDS] | outbox-torture [--events N] [--kills N] [--seed N] | falsealarms | write-checkpoint VARIANT FILE [whole]").ConfigureAwait(false);
        return 2;
}
