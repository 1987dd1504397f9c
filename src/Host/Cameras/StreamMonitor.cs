using System.Globalization;
using Glip.Core;

namespace Glip.Host;

/// <summary>Knows how one stream is doing, and tells every change of state once. Safe for use by several threads.</summary>
/// <param name="id">Name of the stream.</param>
/// <param name="log">Told of changes.</param>
/// <param name="clock">Gives all times.</param>
internal sealed class StreamMonitor(string id, RunLog log, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly long _startedAt = clock.GetTimestamp();
    private readonly LatencyWindow _latencies = new();
    private readonly StreamFlow _flow = new();
    private ILiveConnection? _connection;
    private FrameHeader? _last;
    private StreamState _state = StreamState.Starting;
    private string? _reason;
    private DateTimeOffset _since = clock.GetUtcNow();
    private long _reconnects;
    private volatile int _activeTracks;
    private long _tracked = -1;

    public string Id => id;

    public FrameCounters Counters { get; } = new(id);

    /// <summary>Hands out its frames to those who ask.</summary>
    public FrameRequests Requests { get; } = new();

    public StreamState State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    private TimeSpan Now => clock.GetElapsedTime(_startedAt);

    /// <summary>Time since the last frame was decoded; null before the first.</summary>
    public TimeSpan? LastFrameAge
    {
        get
        {
            lock (_lock)
            {
                return Now - _flow.LastDecodedAt;
            }
        }
    }

    /// <summary>A connection is being made.</summary>
    public void Connect(ILiveConnection connection)
    {
        lock (_lock)
        {
            _connection = connection;
            _flow.Reconnect();
        }
    }

    /// <summary>A frame came out of the source.</summary>
    public void Arrived(FrameHeader header)
    {
        lock (_lock)
        {
            _last = header;
            if (_state == StreamState.Online)
            {
                return;
            }

            _reconnects += _state == StreamState.Reconnecting ? 1 : 0;
            _flow.Resume(Now);
            Change(StreamState.Online, null);
        }

        var info = _connection?.Info;
        log.Info(id, "online", ("size", header.Source), ("codec", info?.Codec), ("fps", info?.FramesPerSecond), ("clock", header.CapturedAtOrigin));
    }

    /// <summary>The connection is lost, or was not to be had.</summary>
    public void Lose(string reason, int attempt, TimeSpan wait)
    {
        lock (_lock)
        {
            _connection = null;
            var told = _state == StreamState.Reconnecting && _reason == reason;
            Change(StreamState.Reconnecting, reason);
            if (told)
            {
                return;
            }
        }

        log.Warn(id, "reconnecting", ("reason", reason), ("attempt", attempt), ("wait", Durations.Write(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)))));
    }

    /// <summary>The stream is at an end, or cannot go on.</summary>
    public void End(StreamState state, string? reason)
    {
        lock (_lock)
        {
            _connection = null;
            Change(state, reason);
        }

        Action<string?, string, (string, object?)[]> tell = state == StreamState.Error ? log.Error : log.Info;
        tell(id, state.ToString().ToLowerInvariant(), reason is null ? [] : [("reason", reason)]);
    }

    /// <summary>A frame of a camera has gone all the way to the end of tracking, or its events were ended later.</summary>
    public void Tracked(FrameReport report)
    {
        _activeTracks = report.Tracks.Count(track => track.HasEvent);
        if (report.Header.Index > _tracked)
        {
            _tracked = report.Header.Index;
            var latency = clock.GetUtcNow() - report.Header.CapturedAt;
            _latencies.Add(Now, latency);
            StreamMeasures.Latency(id, latency);
        }
    }

    /// <summary>To be called about once a second.</summary>
    public void Look()
    {
        bool degraded;
        lock (_lock)
        {
            var before = _flow.Degraded;
            _flow.Look(Now, _state == StreamState.Online ? _connection : null, Counters);
            degraded = _flow.Degraded;
            if (degraded == before || _state != StreamState.Online)
            {
                return;
            }

            _reason = degraded ? "degraded: the model is too slow for all frames" : null;
        }

        TellPace(degraded);
    }

    public StreamStatus Status()
    {
        lock (_lock)
        {
            var now = Now;
            var (p50, p95) = _latencies.Percentiles(now);
            return new(id, _state, _reason, _since)
            {
                FrameSize = _last?.Source,
                FpsIn = _flow.FpsIn,
                FpsProcessed = _flow.FpsProcessed,
                BitsPerSecond = _connection?.BytesReceived is null ? null : _flow.BitsPerSecond,
                LastFrameAge = LastFrameAge,
                Gaps = _flow.Gaps,
                LatencyP50 = p50,
                LatencyP95 = p95,
                CapturedAtOrigin = _last?.CapturedAtOrigin,
                FramesDropped = Counters.Dropped,
                Reconnects = _reconnects,
                AnalysedShare = _flow.Share,
                ActiveTracks = _activeTracks,
            };
        }
    }

    private void TellPace(bool degraded)
    {
        if (degraded)
        {
            log.Warn(id, "degraded", ("analysed", string.Create(CultureInfo.InvariantCulture, $"{100 * _flow.Share:0} %")), ("fps", Math.Round(_flow.FpsProcessed, 2)));
        }
        else
        {
            log.Info(id, "keeps up again");
        }
    }

    private void Change(StreamState state, string? reason)
    {
        if (state != _state)
        {
            _since = clock.GetUtcNow();
        }

        (_state, _reason) = (state, reason);
    }
}
