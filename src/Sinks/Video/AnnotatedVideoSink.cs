using Glip.Core;

namespace Glip.Sinks;

/// <summary>
/// Writes a copy of a video file, in full size, with zones, lines, tracks and what is told of them drawn on it. The source is decoded a second time for it, so that
/// analysis may use small and few pictures. Frames between two analysed ones carry the drawing of the earlier one; the video ends with the
/// last analysed frame. Its frame rate is the average of the source, constant; each frame stands at its own time to within half a frame.
/// </summary>
public sealed class AnnotatedVideoSink : ISink
{
    private const double UnknownRate = 25;
    private static readonly TimeSpan s_timeToFinish = TimeSpan.FromSeconds(1.5);

    private readonly IFfmpeg _ffmpeg;
    private readonly ICanvas _canvas;
    private readonly string _sourcePath;
    private readonly string _outputPath;
    private readonly string _unfinishedPath;
    private readonly SourceInfo _info;
    private readonly ImageSize _size;
    private readonly double _framesPerSecond;
    private readonly ConstantRate _rate;
    private readonly Picture[] _pictures;
    private VideoDecoder? _decoder;
    private VideoEncoder? _encoder;
    private readonly Overlay _overlay;
    private Drawing _drawing = new();
    private long _decoded;
    private long _written;
    private bool _ended;

    /// <param name="ffmpeg">Decodes and encodes.</param>
    /// <param name="canvas">Draws.</param>
    /// <param name="sourcePath">The video that is analysed.</param>
    /// <param name="outputPath">The video to write, named <c>.mp4</c>; written as <c>.part.mp4</c> until it is whole.</param>
    /// <param name="info">What is known of the source.</param>
    /// <param name="regions">Zones and lines of the stream.</param>
    /// <exception cref="ConfigurationException">The output cannot be written there.</exception>
    public AnnotatedVideoSink(IFfmpeg ffmpeg, ICanvas canvas, string sourcePath, string outputPath, SourceInfo info, StreamRegions regions)
    {
        _ffmpeg = ffmpeg;
        _canvas = canvas;
        _sourcePath = Path.GetFullPath(sourcePath);
        _outputPath = OutputFile.Prepare(outputPath, "the annotated video");
        _unfinishedPath = Path.ChangeExtension(_outputPath, ".part.mp4");
        if (_sourcePath == _outputPath || _sourcePath == _unfinishedPath)
        {
            throw new ConfigurationException($"the annotated video '{outputPath}' would replace the video that is analysed; expected another path");
        }

        _info = info;
        _size = info.Size;
        _overlay = new Overlay(regions, _size);
        _framesPerSecond = Math.Clamp(info.FramesPerSecond ?? UnknownRate, 1, 240);
        _rate = new ConstantRate(_framesPerSecond);
        _pictures = [new(_size), new(_size)];
    }

    public string Name => "video";

    private Picture Newest => _pictures[_decoded % 2];

    private Picture Next => _pictures[(_decoded + 1) % 2];

    public async ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        _decoder ??= new VideoDecoder(_ffmpeg, _sourcePath, _info);
        _encoder ??= new VideoEncoder(_ffmpeg, _unfinishedPath, _size, _framesPerSecond);
        while (_decoded < report.Header.Index)
        {
            await AdvanceAsync(cancellationToken);
        }

        _drawing = _overlay.Next(report);
        if (_decoded == report.Header.Index)
        {
            await AdvanceAsync(cancellationToken);
        }
    }

    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        await FinishAsync(cancellationToken);
        await DisposeAsync();
    }

    /// <summary>Ends both programs. A video that is not complete is finished if that takes no longer than a moment, else given up.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended)
        {
            return;
        }

        using var moment = new CancellationTokenSource(s_timeToFinish);
        try
        {
            await FinishAsync(moment.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or UnavailableException)
        {
            // The run has been given up; the reason is known to whoever did that.
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Decodes and draws the next frame, after the one before it has gone to the encoder as often as its time wants.</summary>
    private async Task AdvanceAsync(CancellationToken cancellationToken)
    {
        var next = Next;
        var pts = await _decoder!.ReadAsync(next.Pixels, cancellationToken);
        next.Slot = _rate.SlotOf(pts);
        await EncodeNewestAsync(next.Slot, cancellationToken);
        _canvas.Draw(next.Pixels, _size, _drawing);
        _decoded++;
    }

    private async Task EncodeNewestAsync(long until, CancellationToken cancellationToken)
    {
        while (_decoded > 0 && _written < until)
        {
            await _encoder!.WriteAsync(Newest.Pixels, cancellationToken);
            _written++;
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (_encoder is null || _ended)
        {
            return;
        }

        await EncodeNewestAsync(Newest.Slot + 1, cancellationToken);
        await _encoder.FinishAsync(cancellationToken);
        try
        {
            File.Move(_unfinishedPath, _outputPath, overwrite: true);
        }
        catch (Exception e) when (OutputFile.IsRefusal(e))
        {
            throw new UnavailableException($"the annotated video cannot be named '{_outputPath}': {e.Message}", e);
        }

        await EndAsync();
    }

    private async Task EndAsync()
    {
        _ended = true;
        if (_decoder is not null)
        {
            await _decoder.DisposeAsync();
        }

        if (_encoder is not null)
        {
            await _encoder.DisposeAsync();
        }

        OutputFile.TryDelete(_unfinishedPath);
    }

    /// <summary>A frame on its way from the decoder to the encoder.</summary>
    private sealed class Picture(ImageSize size)
    {
        public byte[] Pixels { get; } = GC.AllocateUninitializedArray<byte>(checked(size.Width * size.Height * 4), pinned: true);

        public long Slot { get; set; }
    }
}
