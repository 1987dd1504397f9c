using Glip.Core;

namespace Glip.Ingest;

/// <summary>One run of ffmpeg over a file.</summary>
internal sealed class FileDecoding : IAsyncDisposable
{
    private readonly DecodePlan _plan;
    private readonly FramePool _pool;
    private readonly FrameLog _log = new();
    private readonly PresentationClock _clock;
    private readonly IFfmpegRun _run;
    private readonly Task _logEnd;
    private long _frames;
    private TimeSpan _position;

    public FileDecoding(IFfmpeg ffmpeg, DecodePlan plan, FramePool pool)
    {
        _plan = plan;
        _pool = pool;
        _clock = new PresentationClock(plan.Video.Start, plan.Video.Info.FramesPerSecond);
        _run = ffmpeg.Start(FfmpegProgram.Ffmpeg, plan.Arguments(), _log.Take);
        _logEnd = CompleteLogAsync();
    }

    /// <summary>Waits for a free buffer, and reads the next frame into it; null at the end.</summary>
    public async ValueTask<Frame?> NextAsync(CancellationToken cancellationToken)
    {
        var pixels = await _pool.RentAsync(cancellationToken);
        try
        {
            var bytes = await _run.Output.ReadAtLeastAsync(pixels.Memory, pixels.Memory.Length, throwOnEndOfStream: false, cancellationToken);
            if (bytes == pixels.Memory.Length)
            {
                return new Frame(await HeaderAsync(cancellationToken), _plan.Size, pixels);
            }
        }
        catch
        {
            pixels.Dispose();
            throw;
        }

        pixels.Dispose();
        return null;
    }

    /// <summary>Judges how the file ended, after its last frame.</summary>
    /// <exception cref="UnavailableException">There was no frame.</exception>
    public async Task<SourceEnd> EndAsync(CancellationToken cancellationToken)
    {
        var exitCode = await _run.WaitAsync(cancellationToken);
        if (_frames == 0)
        {
            throw new UnavailableException($"'{_plan.Path}' gives no picture ({FfmpegMessage.Summary(_run.LastErrors, LocalFile.Url(_plan.Path))}); expected a video file that ffmpeg reads");
        }

        var reached = _clock.FromOrigin(_log.LastSeen) ?? _position;
        return new SourceEnd(_frames, _position, FileDamage.Find(_plan, _log, _run.LastErrors, exitCode, reached));
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        await _logEnd.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what failed there is thrown by WaitAsync
    }

    private async Task<FrameHeader> HeaderAsync(CancellationToken cancellationToken)
    {
        var frame = await _log.NextAsync(cancellationToken) ?? throw new InvalidOperationException("ffmpeg wrote a picture without its time.");
        _position = _clock.Next(frame.Time);
        _frames++;
        return _plan.Header(frame.Index, _position);
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
