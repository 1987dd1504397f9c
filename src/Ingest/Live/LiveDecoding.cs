using Glip.Core;

namespace Glip.Ingest;

/// <summary>The frames of one connection.</summary>
internal sealed class LiveDecoding : IAsyncDisposable
{
    private readonly LiveSource _source;
    private readonly long _firstIndex;
    private readonly LiveRun _run;
    private TakenFrame? _first;
    private FramePool? _pool;
    private byte[]? _scratch;
    private long _frames;
    private TimeSpan _position;
    private string? _change;

    private LiveDecoding(LiveSource source, LiveRun run)
    {
        _source = source;
        _firstIndex = source.DecodedFrames;
        _run = run;
        source.Clock.Reconnect();
    }

    public SourceInfo? Info { get; private set; }

    public long DecodedFrames => _run.Log.Seen;

    public long? BytesReceived => _run.BytesReceived;

    public TimeSpan Silence => _run.Log.Silence;

    /// <inheritdoc cref="LiveRun.StartAsync"/>
    public static async Task<LiveDecoding> StartAsync(LiveSource source, CancellationToken cancellationToken) =>
        new(source, await LiveRun.StartAsync(source, cancellationToken));

    /// <summary>Reads the next frame for which there is a buffer; null at the end, and when the pictures have another size.</summary>
    public async ValueTask<Frame?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _run.Log.NextAsync(cancellationToken) is { } taken && !HasChanged(taken))
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
        if (_frames > 0)
        {
            return new SourceEnd(_frames, _position, LiveFailure.Find(_source.Options, _run, Info!, exitCode));
        }

        _source.GiveUpDevice(_run);
        throw new UnavailableException($"'{_source.Options.Address}' gives no picture: {LiveFailure.Describe(_source.Options, _run)}");
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        _source.DecodedFrames = Math.Max(_source.DecodedFrames, _firstIndex + _run.Log.Seen);
    }

    private bool HasChanged(TakenFrame taken)
    {
        _first ??= taken;
        Info ??= Describe(taken.Source);
        var first = _first.Value;
        if ((taken.Source, taken.Size) == (first.Source, first.Size))
        {
            return false;
        }

        _change = $"'{_source.Options.Address}': the size of the picture changed from {first.Source} to {taken.Source}";
        return true;
    }

    /// <summary>Pictures over HTTP come without times; ffmpeg gives them those of their arrival, and assumes a rate.</summary>
    private bool HasTimes => _source.Options.Address.Kind != AddressKind.Http;

    private SourceInfo Describe(ImageSize size)
    {
        var info = _run.Log.Describe(size);
        return HasTimes ? info : info with { FramesPerSecond = null };
    }

    private FramePool Pool(TakenFrame taken) => _pool ??= _source.PoolFor(taken.Size);

    private FrameHeader Header(TakenFrame taken)
    {
        var captured = _source.Clock.Next(HasTimes ? taken.Time : null, taken.Arrival, _run.CameraZero);
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
}
