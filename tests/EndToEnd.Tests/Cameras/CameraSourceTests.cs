using System.Text;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>The life of a camera against a clock that the tests move and connections that do what the tests want.</summary>
public sealed class CameraSourceTests : IAsyncDisposable
{
    private const int Seed = 7;
    private static readonly TimeSpan s_stallAfter = TimeSpan.FromSeconds(10);

    private readonly SetClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryStream _log = new();
    private readonly FramePool _pool = new(4, 64 * 48 * 3);
    private readonly List<ScriptedConnection> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly StreamMonitor _monitor;
    private readonly List<long> _seen = [];
    private Task _reading = Task.CompletedTask;

    private string[] Lines => Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public CameraSourceTests() => _monitor = new StreamMonitor("gate", new RunLog(_log, LogFormat.Text, _clock), _clock);

    [Fact]
    public async Task Read_CameraIsAwayForHalfAnHour_TriesAsOftenAsTheFormulaSaysAndForEver()
    {
        Read(() => new ScriptedConnection([], new UnavailableException("refused")));
        var outage = TimeSpan.FromMinutes(30);
        var expected = AttemptsWithin(outage);

        await WaitForAttemptAsync(1);
        var endsAt = _clock.GetUtcNow() + outage;
        while (_clock.GetUtcNow() < endsAt)
        {
            var attempts = _connections.Count;
            var timers = _clock.SetTimers;
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Waiting.UntilAsync(() => timers == 0 || _clock.SetTimers > 0 || _connections.Count > attempts);
            await WaitForAttemptAsync(_connections.Count);
        }

        Assert.InRange(_connections.Count, expected - 2, expected + 2);
        Assert.All(_connections, connection => Assert.True(connection.Disposed));
        Assert.Equal(StreamState.Reconnecting, _monitor.State);
        Assert.Single(Lines);
    }

    [Fact]
    public async Task Read_NothingComesForTheStallTime_ConnectsAnew()
    {
        Read(() => _connections.Count == 0 ? new ScriptedConnection([NewFrame(0), null]) : new ScriptedConnection([NewFrame(1), null]));
        await Waiting.UntilAsync(() => _seen.Count == 1);

        await AdvanceUntilAsync(() => _seen.Count == 2);

        Assert.Equal(["online", "reconnecting", "online"], Lines.Select(line => line.Split(' ')[3]));
        Assert.Contains("no frame for 10s", string.Join('\n', Lines), StringComparison.Ordinal);
        Assert.Equal((2, 1), (_connections.Count, (int)_monitor.Status().Reconnects));
    }

    [Fact]
    public async Task Read_SourceWithALength_EndsWithIt()
    {
        Read(() => new ScriptedConnection([NewFrame(0)], duration: TimeSpan.FromSeconds(1)));

        await _reading;

        Assert.Single(_connections);
    }

    [Fact]
    public async Task Read_ConnectionEnds_ConnectsAnew()
    {
        Read(() => new ScriptedConnection([NewFrame(_connections.Count)]));

        await AdvanceUntilAsync(() => _connections.Count >= 3);

        Assert.Contains("the source ended", string.Join('\n', Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_GoodConnectionBreaks_WaitsShortlyAgain()
    {
        var online = false;
        Read(() => online ? new ScriptedConnection([NewFrame(0), null]) : new ScriptedConnection([], new UnavailableException("refused")));
        await AdvanceUntilAsync(() => _connections.Count >= 8);
        online = true;
        await AdvanceUntilAsync(() => _seen.Count >= 1);

        await AdvanceUntilAsync(() => _seen.Count >= 2); // stalls after 10 s, then waits less than a second

        Assert.Matches(@"attempt=1 wait=[0-9]{1,3}ms", Lines.Last(line => line.Contains("reconnecting", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Read_DefectInAConnection_IsNotHidden()
    {
        Read(() => new ScriptedConnection([], new InvalidOperationException("defect")));

        await Assert.ThrowsAsync<InvalidOperationException>(() => _reading);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Assert.Equal(0, _pool.Rented);
    }

    /// <summary>Attempts after the first one, each as soon as its random wait is over.</summary>
    private static int AttemptsWithin(TimeSpan time)
    {
        var (random, passed, attempts) = (new Random(Seed), 0.0, 1);
        for (var limit = 1.0; ; limit = Math.Min(60, 2 * limit))
        {
            passed += random.NextDouble() * limit;
            if (passed > time.TotalSeconds)
            {
                return attempts;
            }

            attempts++;
        }
    }

    private Frame NewFrame(long index) => new(new FrameHeader("gate", index, TimeSpan.Zero, _clock.GetUtcNow(), 64, 48), new(64, 48), _pool.TryRent()!);

    private void Read(Func<ScriptedConnection> next)
    {
        var source = new CameraSource(() => Kept(next()), s_stallAfter, new BackOff(new Random(Seed)), _monitor, _clock);
        _reading = Task.Run(async () =>
        {
            await foreach (var frame in source.ReadAsync(_stop.Token))
            {
                _seen.Add(frame.Header.Index);
                frame.Dispose();
            }
        });
    }

    private ScriptedConnection Kept(ScriptedConnection connection)
    {
        _connections.Add(connection);
        return connection;
    }

    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Waiting.UntilAsync(() => condition() || _clock.SetTimers > 0);
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Yield();
        }
    }

    /// <summary>Waits until an attempt has failed and the next one is waited for.</summary>
    private Task WaitForAttemptAsync(int attempt) =>
        Waiting.UntilAsync(() => _connections.Count >= attempt && _connections[^1].Disposed && _clock.SetTimers == 1);
}
