using System.Text;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>A run of ffmpeg over a live source, with all that belongs to it.</summary>
internal sealed class LiveRun : IAsyncDisposable
{
    private readonly LiveInput _input;
    private readonly TlsTunnel? _tunnel;
    private readonly PacketLog? _packets;
    private readonly IFfmpegRun _run;
    private readonly Task _logEnd;

    private LiveRun(LiveSource source, DecodeDevice device, TlsTunnel? tunnel, PacketLog? packets, LiveLog log)
    {
        var options = source.Options;
        Device = device;
        Log = log;
        _tunnel = tunnel;
        _packets = packets;
        _input = LiveInput.For(options, tunnel?.Address ?? options.Address.Full);
        _run = source.Ffmpeg.Start(
            FfmpegProgram.Ffmpeg, LiveArguments.For(options, device, _input, packets?.Arguments ?? []), log.Take, options.Address.Secrets);
        _logEnd = CompleteLogAsync();
    }

    /// <summary>What decodes.</summary>
    public DecodeDevice Device { get; }

    /// <inheritdoc cref="LiveInput.Name"/>
    public string InputName => _input.Name;

    /// <summary>What ffmpeg says of the frames; complete when ffmpeg has ended.</summary>
    public LiveLog Log { get; }

    /// <summary>The pixels of the frames.</summary>
    public Stream Output => _run.Output;

    public IReadOnlyList<string> LastErrors => _run.LastErrors;

    /// <inheritdoc cref="PacketList.Bytes"/>
    public long? BytesReceived => _packets?.BytesReceived;

    /// <inheritdoc cref="FragmentReader.CameraZero"/>
    public DateTimeOffset? CameraZero => _packets?.CameraZero;

    /// <summary>Connects.</summary>
    /// <exception cref="UnavailableException">No connection through TLS can be made.</exception>
    /// <exception cref="MissingPartException">ffmpeg is not installed.</exception>
    public static async Task<LiveRun> StartAsync(LiveSource source, CancellationToken cancellationToken)
    {
        var (options, log) = (source.Options, new LiveLog(source.Time));
        var device = await source.DeviceAsync(cancellationToken);
        var tunnel = options.Address.Kind == AddressKind.Rtsps ? await TlsTunnel.OpenAsync(options, cancellationToken) : null;
        var packets = options.Address.IsRemote ? new PacketLog(options.Address.Kind is AddressKind.Rtsp or AddressKind.Rtsps, () => log.Codec) : null;
        try
        {
            var run = new LiveRun(source, device, tunnel, packets, log);
            await run.SendAddressAsync();
            return run;
        }
        catch (MissingPartException)
        {
            await DisposeAsync(packets, tunnel);
            throw;
        }
    }

    /// <summary>Waits for the end of ffmpeg and returns its exit code.</summary>
    public Task<int> WaitAsync(CancellationToken cancellationToken) => _run.WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        await DisposeAsync(_packets, _tunnel);
        await _logEnd.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what failed there is thrown by WaitAsync
    }

    private static async ValueTask DisposeAsync(params IEnumerable<IAsyncDisposable?> parts)
    {
        foreach (var part in parts)
        {
            await (part?.DisposeAsync() ?? default);
        }
    }

    private async Task SendAddressAsync()
    {
        try
        {
            await _run.Input.WriteAsync(Encoding.UTF8.GetBytes(_input.Script ?? string.Empty));
            await _run.Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It has ended; its last words say why.
        }
    }

    private async Task CompleteLogAsync()
    {
        try
        {
            await _run.WaitAsync(CancellationToken.None);
        }
        finally
        {
            Log.Complete();
        }
    }
}
