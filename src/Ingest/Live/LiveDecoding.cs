using System.Text;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>One run of ffmpeg over a live source.</summary>
internal sealed class LiveDecoding : IAsyncDisposable
{
    private readonly LiveSource _source;
    private readonly long _firstIndex;
    private readonly LiveInput _input;
    private readonly LiveLog _log;
    private readonly PacketLog? _packets;
    private readonly IFfmpegRun _run;
    private readonly Task _logEnd;
    private TakenFrame? _first;
    private FramePool? _pool;
    private byte[]? _scratch;
    private long _frames;
    private TimeSpan _position;
    private string? _change;

    public LiveDecoding(LiveSource source)
    {
        _source = source;
        _firstIndex = source.DecodedFrames;
        _input = LiveInput.For(source.Options);
        _log = new LiveLog(source.Time);
        _packets = source.Options.Address.Kind is AddressKind.Rtsp or AddressKind.Rtsps ? new PacketLog(source.Time, () => _log.Codec) : null;
        _run = source.Ffmpeg.Start(FfmpegProgram.Ffmpeg, LiveArguments.For(source.Options, _input, _packets?.Arguments ?? []), _log.Take, source.Options.Address.Secrets);
        _logEnd = CompleteLogAsync();
    }

    public SourceInfo? Info { get; private set; }

    public long DecodedFrames => _log.Seen;

    public long? BytesReceived => _packets?.BytesReceived;

    public TimeSpan Silence => _log.Silence;

    /// <summary>Tells ffmpeg what to open.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _source.Clock.Reconnect();
        try
        {
            await _run.Input.WriteAsync(Encoding.UTF8.GetBytes(_input.Script ?? string.Empty), cancellationToken);
            await _run.Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It has ended; its last words say why.
        }
    }

    /// <summary>Reads the next frame for which there is a buffer; null at the end, and when the pictures have another size.</summary>
    public async ValueTask<Frame?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _log.NextAsync(cancellationToken) is { } taken && !HasChanged(taken))
        {
            var header = Header(taken);
            var pixels = Pool(taken).TryRent();
            if (!await ReadAsync(pixels, taken.Size.RgbBytes, cancellationToken))
            {
                return null;
            }

            Count(header);
            if (pixels is not null)
            {
                return new Frame(header, taken.Size, pixels);
            }

            _source.Counters.CountReceived();
            _source.Counters.CountDropped(DropReason.NoBuffer);
        }

        return null;
    }

    /// <summary>Judges how the connection ended.</summary>
    /// <exception cref="UnavailableException">There was no frame.</exception>
    public async Task<SourceEnd> EndAsync(CancellationToken cancellationToken)
    {
        if (_change is not null)
        {
            return new SourceEnd(_frames, _position, _change);
        }

        var exitCode = await _run.WaitAsync(cancellationToken);
        var address = _source.Options.Address;
        if (_frames == 0)
        {
            throw new UnavailableException($"'{address}' gives no picture: {LiveFailure.Describe(_run.LastErrors, _source.Options)}");
        }

        return new SourceEnd(_frames, _position, LiveFailure.Find(_run.LastErrors, _source.Options, _log, Info!, exitCode));
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        if (_packets is not null)
        {
            await _packets.DisposeAsync();
        }

        await _logEnd.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what failed there is thrown by WaitAsync
        _source.DecodedFrames = Math.Max(_source.DecodedFrames, _firstIndex + _log.Seen);
    }

    private bool HasChanged(TakenFrame taken)
    {
        _first ??= taken;
        Info ??= _log.Describe(taken.Source);
        var first = _first.Value;
        if ((taken.Source, taken.Size) == (first.Source, first.Size))
        {
            return false;
        }

        _change = $"'{_source.Options.Address}': the size of the picture changed from {first.Source} to {taken.Source}";
        return true;
    }

    private FramePool Pool(TakenFrame taken) => _pool ??= _source.PoolFor(taken.Size);

    private FrameHeader Header(TakenFrame taken)
    {
        var captured = _source.Clock.Next(taken.Time, taken.Arrival, _packets?.CameraZero);
        return new(_source.Options.StreamId, _firstIndex + taken.Index, captured.Pts, captured.At, taken.Source.Width, taken.Source.Height)
        {
            CapturedAtOrigin = captured.Origin,
            ReceivedAt = taken.Arrival.Utc,
        };
    }

    private void Count(FrameHeader header)
    {
        _frames++;
        _position = header.Pts;
        _source.DecodedFrames = header.Index + 1;
    }

    /// <summary>Reads the pixels of a frame, into nothing when there is no buffer; false when they did not come.</summary>
    private async ValueTask<bool> ReadAsync(PixelBuffer? pixels, int bytes, CancellationToken cancellationToken)
    {
        var complete = false;
        try
        {
            complete = pixels is null
                ? await SkipAsync(bytes, cancellationToken)
                : await _run.Output.ReadAtLeastAsync(pixels.Memory[..bytes], bytes, throwOnEndOfStream: false, cancellationToken) == bytes;
        }
        finally
        {
            if (!complete)
            {
                pixels?.Dispose();
            }
        }

        return complete;
    }

    private async ValueTask<bool> SkipAsync(int bytes, CancellationToken cancellationToken)
    {
        _scratch ??= new byte[1 << 16];
        while (bytes > 0)
        {
            var read = await _run.Output.ReadAsync(_scratch.AsMemory(0, Math.Min(bytes, _scratch.Length)), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            bytes -= read;
        }

        return true;
    }

    private async Task CompleteLogAsync()
    {
        try
        {
            await _run.WaitAsync(CancellationToken.None);
        }
        finally
        {
            _log.Complete();
        }
    }
}
