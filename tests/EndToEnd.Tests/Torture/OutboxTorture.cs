using System.Diagnostics;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>
/// Kills a program with an outbox and the broker that it sends to, at random moments, while the program writes and sends messages; starts them again; and looks
/// whether everything arrived that the program was told to be safe, and nothing else.
/// </summary>
internal sealed class OutboxTorture : IAsyncDisposable
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(500);

    private readonly TortureOptions _options;
    private readonly Random _random;
    private readonly TemporaryFolder _folder = new();
    private readonly TortureReader _reader = new();
    private TortureBroker _broker = null!;
    private TortureProcess _program = null!;

    private OutboxTorture(TortureOptions options) => (_options, _random) = (options, new Random(options.Seed));

    public static async Task<TortureResult> RunAsync(TortureOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        await using var torture = new OutboxTorture(options);
        var kills = await torture.RunAsync();
        return await new TortureVerdict(torture._reader, torture._folder.Path).ResultAsync(kills, Stopwatch.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        await (_program?.DisposeAsync() ?? default);
        await (_broker?.DisposeAsync() ?? default);
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<TortureKill>> RunAsync()
    {
        _broker = await TortureBroker.StartAsync(_reader);
        _program = new TortureProcess(_folder.Path, _broker.Port, _options);
        var kills = Kills();
        foreach (var (kill, moment) in kills.Zip(Moments()))
        {
            await _program.UntilAsync(() => _reader.Count >= moment);
            await Task.Delay(Some(TimeSpan.FromMilliseconds(100)));
            await DoAsync(kill);
        }

        await _program.FinishAsync(_reader);
        return kills;
    }

    private Task DoAsync(TortureKill kill) => kill switch
    {
        TortureKill.Program => _program.KillAsync(Some(s_longestPause)),
        TortureKill.BrokerThatRemembers => _broker.KillAsync(Some(s_longestPause)),
        _ => _broker.KillAndForgetAsync(Some(s_longestPause)),
    };

    private TortureKill[] Kills()
    {
        TortureKill[] turns = [TortureKill.Program, TortureKill.BrokerThatRemembers, TortureKill.Program, TortureKill.BrokerThatForgets];
        var kills = Enumerable.Range(0, _options.Kills).Select(i => turns[i % turns.Length]).ToArray();
        _random.Shuffle(kills);
        return kills;
    }

    /// <summary>Messages that have arrived when something is killed, in order.</summary>
    private List<int> Moments() =>
        [.. Enumerable.Range(0, _options.Kills).Select(_ => (int)(_options.Messages * (0.02 + (0.93 * _random.NextDouble())))).Order()];

    private TimeSpan Some(TimeSpan longest) => _random.NextDouble() * longest;
}
