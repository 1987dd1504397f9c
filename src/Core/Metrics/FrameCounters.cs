using System.Diagnostics.Metrics;

namespace Glip.Core;

/// <summary>
/// Counts the frames of one stream. Each frame that comes in is, in the end, counted once more: as analysed, as gated or as dropped.
/// Safe for use by several threads.
/// </summary>
/// <param name="stream">Name of the stream.</param>
public sealed class FrameCounters(string stream)
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Counter<long> s_received = s_meter.CreateCounter<long>("glip_frames_in", null, "Frames that came in.");
    private static readonly Counter<long> s_analysed = s_meter.CreateCounter<long>("glip_frames_analysed", null, "Frames that the model looked at.");
    private static readonly Counter<long> s_gated = s_meter.CreateCounter<long>("glip_frames_gated", null, "Frames without motion that the model was spared.");
    private static readonly Counter<long> s_dropped = s_meter.CreateCounter<long>("glip_frames_dropped", null, "Frames that were not looked at, by reason.");
    private static readonly KeyValuePair<string, object?>[] s_reasons =
        [.. Enum.GetValues<DropReason>().Select(reason => new KeyValuePair<string, object?>("reason", NameOf(reason)))];

    private readonly KeyValuePair<string, object?> _stream = new("stream", stream);
    private readonly long[] _drops = new long[s_reasons.Length];
    private long _received;
    private long _analysed;
    private long _gated;

    public long Received => Interlocked.Read(ref _received);

    public long Analysed => Interlocked.Read(ref _analysed);

    public long Gated => Interlocked.Read(ref _gated);

    /// <summary>Frames dropped for all reasons together.</summary>
    public long Dropped => Enum.GetValues<DropReason>().Sum(DroppedFor);

    public long DroppedFor(DropReason reason) => Interlocked.Read(ref _drops[(int)reason]);

    public void CountReceived()
    {
        Interlocked.Increment(ref _received);
        s_received.Add(1, _stream);
    }

    public void CountAnalysed()
    {
        Interlocked.Increment(ref _analysed);
        s_analysed.Add(1, _stream);
    }

    public void CountGated()
    {
        Interlocked.Increment(ref _gated);
        s_gated.Add(1, _stream);
    }

    public void CountDropped(DropReason reason)
    {
        Interlocked.Increment(ref _drops[(int)reason]);
        s_dropped.Add(1, _stream, s_reasons[(int)reason]);
    }

    private static string NameOf(DropReason reason) => reason switch
    {
        DropReason.Replaced => "replaced",
        DropReason.TooOld => "too_old",
        DropReason.NoBuffer => "no_buffer",
        DropReason.DeviceError => "device_error",
        DropReason.Stopped => "stopped",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
