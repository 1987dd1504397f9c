using System.Diagnostics.Metrics;
using Glip.Core;

namespace Glip.Host;

/// <summary>Publishes how the streams are doing, for as long as it is not disposed of.</summary>
internal sealed class StreamGauges : IDisposable
{
    private readonly Meter _meter = new(StageTimer.MeterName);
    private readonly Func<IEnumerable<StreamStatus>> _streams;

    public StreamGauges(Func<IEnumerable<StreamStatus>> streams)
    {
        _streams = streams;
        _meter.CreateObservableGauge("glip_stream_state", States, null, "1 for the state that the stream is in, 0 for the others.");
        Gauge("glip_stream_fps_in", status => status.FpsIn, "Frames decoded in a second.");
        Gauge("glip_stream_fps_processed", status => status.FpsProcessed, "Frames analysed in a second.");
        Gauge("glip_stream_bits_per_second", status => status.BitsPerSecond, "Compressed bits that arrive in a second.");
        Gauge("glip_stream_last_frame_age_seconds", status => status.LastFrameAge?.TotalSeconds, "Time since the last decoded frame.");
        Gauge("glip_stream_analysed_share", status => status.AnalysedShare, "Share of the wanted frames that the model has time for.");
        Gauge("glip_stream_active_tracks", status => status.ActiveTracks, "Events that are open.");
        Total("glip_stream_reconnects", status => status.Reconnects, "Connections that were lost and made again.");
        Total("glip_stream_gaps", status => status.Gaps, "Pauses of more than a second between frames.");
    }

    public void Dispose() => _meter.Dispose();

    private void Gauge(string name, Func<StreamStatus, double?> value, string description) =>
        _meter.CreateObservableGauge(name, () => _streams().Where(status => value(status) is not null).Select(status => new Measurement<double>(value(status)!.Value, Tag(status))), null, description);

    private void Total(string name, Func<StreamStatus, long> value, string description) =>
        _meter.CreateObservableCounter(name, () => _streams().Select(status => new Measurement<long>(value(status), Tag(status))), null, description);

    private IEnumerable<Measurement<int>> States() =>
        from status in _streams()
        from state in Enum.GetValues<StreamState>()
        select new Measurement<int>(state == status.State ? 1 : 0, Tag(status), new("state", state.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> Tag(StreamStatus status) => new("stream", status.StreamId);
}
