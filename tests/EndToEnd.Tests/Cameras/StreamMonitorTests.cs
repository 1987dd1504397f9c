using System.Text;
using Glip.Core;
using Glip.Host;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

public sealed class StreamMonitorTests : IDisposable
{
    private readonly SetClock _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly MemoryStream _log = new();
    private readonly CountingConnection _connection = new();
    private readonly StreamMonitor _monitor;

    public StreamMonitorTests()
    {
        _monitor = new StreamMonitor("gate", new RunLog(_log, LogFormat.Text, _clock), _clock);
        _monitor.Connect(_connection);
    }

    private string[] Lines => Encoding.UTF8.GetString(_log.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void Look_ModelKeepsUp_TellsRatesAndNothingElse()
    {
        _monitor.Arrived(Header());
        Run(seconds: 15, framesASecond: 10, analysed: 10, dropped: 0);

        var status = _monitor.Status();
        Assert.Equal((StreamState.Online, 10, 10, 8000), (status.State, status.FpsIn, status.FpsProcessed, status.BitsPerSecond));
        Assert.Equal((1, 0, TimeSpan.Zero), (status.AnalysedShare, (int)status.Gaps, status.LastFrameAge));
        Assert.Single(Lines);
    }

    [Fact]
    public void Look_ModelIsTooSlow_TellsItOnceAndWhenItIsOver()
    {
        _monitor.Arrived(Header());
        Run(seconds: 30, framesASecond: 10, analysed: 5, dropped: 5);
        Assert.Equal(0.5, _monitor.Status().AnalysedShare, 2);
        Assert.StartsWith("degraded", _monitor.Status().Reason, StringComparison.Ordinal);
        Run(seconds: 30, framesASecond: 10, analysed: 10, dropped: 0);

        Assert.Equal(["online", "degraded", "keeps"], Lines.Select(line => line.Split(' ')[3]));
        Assert.Null(_monitor.Status().Reason);
    }

    [Fact]
    public void Look_FramesPauseAndComeAgain_CountsAGap()
    {
        _monitor.Arrived(Header());
        Run(seconds: 5, framesASecond: 10, analysed: 10, dropped: 0);
        Run(seconds: 5, framesASecond: 0, analysed: 0, dropped: 0);
        Assert.Equal(TimeSpan.FromSeconds(5), _monitor.LastFrameAge);
        Run(seconds: 5, framesASecond: 10, analysed: 10, dropped: 0);

        Assert.Equal(1, _monitor.Status().Gaps);
    }

    [Fact]
    public void Lose_AgainForTheSameReason_IsToldOnce()
    {
        _monitor.Arrived(Header());
        _monitor.Lose("refused", 1, TimeSpan.FromSeconds(1));
        _monitor.Lose("refused", 2, TimeSpan.FromSeconds(2));
        _monitor.Arrived(Header());

        Assert.Equal(["online", "reconnecting", "online"], Lines.Select(line => line.Split(' ')[3]));
        Assert.Equal((StreamState.Online, 1), (_monitor.State, (int)_monitor.Status().Reconnects));
    }

    [Fact]
    public void Tracked_Frames_GiveLatenciesOfTheLastMinute()
    {
        for (var i = 1; i <= 100; i++)
        {
            _monitor.Tracked(Report(i, TimeSpan.FromMilliseconds(i)));
        }

        _monitor.Tracked(Report(100, TimeSpan.FromHours(1))); // the end of events is no new frame
        var status = _monitor.Status();
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Equal((50, 95), (status.LatencyP50?.TotalMilliseconds, status.LatencyP95?.TotalMilliseconds));
        Assert.Null(_monitor.Status().LatencyP50);
    }

    public void Dispose() => _log.Dispose();

    private static FrameHeader Header() => new("gate", 0, TimeSpan.Zero, DateTimeOffset.UnixEpoch, 64, 48);

    private FrameReport Report(long index, TimeSpan latency) => new(Header() with { Index = index, CapturedAt = _clock.GetUtcNow() - latency }, [], [], [], []);

    private void Run(int seconds, int framesASecond, int analysed, int dropped)
    {
        for (var second = 0; second < seconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            _connection.DecodedFrames += framesASecond;
            _connection.BytesReceived += 100 * framesASecond;
            for (var i = 0; i < analysed; i++)
            {
                _monitor.Counters.CountAnalysed();
            }

            for (var i = 0; i < dropped; i++)
            {
                _monitor.Counters.CountDropped(DropReason.Replaced);
            }

            _monitor.Look();
        }
    }
}
