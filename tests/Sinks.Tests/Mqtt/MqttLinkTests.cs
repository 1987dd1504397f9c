using Glip.Core;
using Glip.Testing;
using static Glip.Sinks.Tests.MqttSamples;

namespace Glip.Sinks.Tests;

public sealed class MqttLinkTests
{
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Run_NobodyThere_TriesAgainAfterPausesThatGrowToAMinute()
    {
        var connector = new FakeMqttConnector();
        await using var link = new RunningLink(connector, Options(1), _clock);
        for (var attempt = 1; attempt <= 12; attempt++)
        {
            await Waiting.UntilAsync(() => _clock.SetTimers == 1);
            Assert.Equal((attempt, MqttLinkState.Waiting, "nobody there"), (connector.Attempts, link.Status.State, link.Status.Reason));
            Assert.InRange(link.Status.Pause, TimeSpan.Zero, TimeSpan.FromSeconds(Math.Min(60, 1 << (attempt - 1))));
            _clock.Advance(link.Status.Pause);
            await Waiting.UntilAsync(() => connector.Attempts == attempt + 1);
        }

        Assert.Contains(link.History, status => status.Pause > TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public async Task Run_ConnectionEnds_PausesAreShortAgainOnlyIfItHeld(int heldSeconds, bool isShort)
    {
        FakeMqttConnection[] connections = [new()];
        var backOff = new BackOff(new Random(1));
        for (var i = 0; i < 10; i++)
        {
            backOff.Next();
        }

        using var stop = new CancellationTokenSource();
        var link = new MqttLink(new FakeMqttConnector(connections), Options(1), backOff, _clock);
        var running = link.RunAsync((_, _) => Task.CompletedTask, stop.Token);
        Assert.Equal(MqttLinkState.Connected, link.Status.State);

        _clock.Advance(TimeSpan.FromSeconds(heldSeconds));
        connections[0].End("cut");
        await Waiting.UntilAsync(() => link.Status.State == MqttLinkState.Waiting);

        Assert.Equal("cut", link.Status.Reason);
        Assert.Equal(isShort, backOff.Attempts == 1);
        Assert.True(connections[0].IsDisposed);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task Run_Stopped_TellsWhoServesThenTakesLeave()
    {
        var connection = new FakeMqttConnection();
        var farewell = Message("glip/instance/test/status", "stopped") with { Retain = true };
        var served = new TaskCompletionSource();
        await using var link = new RunningLink(new FakeMqttConnector(connection), Options(1) with { Farewell = farewell }, _clock, async (served2, stop) =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                Assert.Empty(connection.Published);
                served.SetResult();
            }
        });

        await link.StopAsync();

        Assert.True(served.Task.IsCompletedSuccessfully);
        Assert.Equal([farewell], connection.Published);
        Assert.Equal(new MqttLinkStatus(MqttLinkState.Stopped), link.Status);
    }

    [Fact]
    public async Task Run_FarewellIsNotAcknowledged_EndsInTimeAndSaysSo()
    {
        var connection = new FakeMqttConnection { IsStuck = true };
        await using var link = new RunningLink(new FakeMqttConnector(connection), Options(1) with { Farewell = Message("x") }, _clock);
        await link.WaitAsync(MqttLinkState.Connected);

        var stopping = link.StopAsync();
        await Waiting.UntilAsync(() => connection.Published.Count == 1);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await stopping;

        Assert.Equal((MqttLinkState.Stopped, "the farewell was not acknowledged by the broker mqtt://127.0.0.1:1 in time"), (link.Status.State, link.Status.Reason));
        Assert.True(connection.IsDisposed);
    }

    [Fact]
    public async Task Run_ServingIsUnavailable_GivesTheConnectionUp()
    {
        FakeMqttConnection[] connections = [new(), new()];
        var calls = 0;
        await using var link = new RunningLink(
            new FakeMqttConnector(connections), Options(1), _clock, (_, _) => calls++ == 0 ? throw new UnavailableException("disk full") : Task.CompletedTask);
        await link.WaitAsync(MqttLinkState.Waiting);

        Assert.Equal("disk full", link.Status.Reason);
        Assert.True(connections[0].IsDisposed);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await link.WaitAsync(MqttLinkState.Connected, 2);
    }

    [Fact]
    public async Task Run_ServingIsMistaken_ThrowsAndClosesTheConnection()
    {
        var connection = new FakeMqttConnection();
        await using var link = new RunningLink(new FakeMqttConnector(connection), Options(1), _clock, (_, _) => throw new InvalidOperationException("mistake"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => link.Ended);

        Assert.True(connection.IsDisposed);
    }
}
