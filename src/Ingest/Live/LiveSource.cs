using System.Globalization;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// A camera, or what is treated like one. It lives as long as the stream and holds what its connections share: the memory of the frames, their
/// numbers, and the clock. One connection is read at a time.
/// </summary>
public sealed class LiveSource
{
    private FramePool? _pool;
    private bool _deviceFails;

    /// <param name="ffmpeg">Connects and decodes.</param>
    /// <param name="options">What is read, and how.</param>
    /// <param name="counters">Count the frames for which there is no buffer; those that are delivered are for the reader to count.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="notice">Told in one line what a user should know and what is no error; each thing once.</param>
    /// <exception cref="ConfigurationException">The file of authorities cannot be read, or holds no certificate.</exception>
    public LiveSource(IFfmpeg ffmpeg, LiveSourceOptions options, FrameCounters counters, TimeProvider time, Action<string>? notice = null)
    {
        TrustedAuthorities.Check(options.CaFile);
        Ffmpeg = ffmpeg;
        Options = options;
        Counters = counters;
        Time = time;
        Notice = notice ?? (_ => { });
        Clock = new CaptureClock(time, TellOfClock);
    }

    public LiveSourceOptions Options { get; }

    /// <summary>Frames that were decoded in all connections together.</summary>
    public long DecodedFrames { get; internal set; }

    internal IFfmpeg Ffmpeg { get; }

    internal FrameCounters Counters { get; }

    internal TimeProvider Time { get; }

    internal Action<string> Notice { get; }

    internal CaptureClock Clock { get; }

    /// <summary>Makes a connection, which is opened when it is read.</summary>
    public LiveConnection Connect() => new(this);

    /// <summary>The memory of frames of a size: the same for all connections, as long as the size stays.</summary>
    internal FramePool PoolFor(ImageSize size) =>
        _pool = _pool is { } pool && pool.BufferBytes == size.RgbBytes ? pool : new FramePool(Options.Buffers, size.RgbBytes);

    /// <summary>What decodes.</summary>
    internal async Task<DecodeDevice> DeviceAsync(CancellationToken cancellationToken) =>
        Options.Decode != DecodeDevice.Auto ? Options.Decode
        : _deviceFails ? DecodeDevice.Cpu
        : await DecodeProbe.OnceAsync(Ffmpeg, Notice, cancellationToken);

    /// <summary>Leaves a device that was found by ourselves, and that cannot decode this source.</summary>
    internal void GiveUpDevice(LiveRun run)
    {
        if (Options.Decode == DecodeDevice.Auto && run.Device != DecodeDevice.Cpu && run.Log.HasVideo)
        {
            _deviceFails = true;
            Notice($"'{Options.Address}' cannot be decoded by {run.Device.ToString().ToLowerInvariant()}; the processor takes over");
        }
    }

    private void TellOfClock(TimeSpan error) => Notice(string.Create(
        CultureInfo.InvariantCulture,
        $"'{Options.Address}' has a wrong clock ({error.TotalSeconds:+0;-0} s from ours); frames get the time of their arrival until it is set"));
}
