using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>A video file. Frames are decoded, sampled and scaled by one ffmpeg process while they are read.</summary>
public sealed class FileSource : IFrameSource
{
    private readonly IFfmpeg _ffmpeg;
    private readonly DecodePlan _plan;
    private FileDecoding? _decoding;
    private bool _disposed;

    private FileSource(IFfmpeg ffmpeg, DecodePlan plan, int buffers)
    {
        _ffmpeg = ffmpeg;
        _plan = plan;
        Pool = new FramePool(buffers, plan.Size.RgbBytes);
    }

    public SourceInfo Info => _plan.Video.Info;

    public SourceEnd? End { get; private set; }

    /// <summary>The memory of the frames: when all of it is in use, decoding waits.</summary>
    public FramePool Pool { get; }

    /// <summary>Looks at a file and finds out whether frames can be expected of it.</summary>
    /// <exception cref="ConfigurationException">There is no such file, or it is a folder.</exception>
    /// <exception cref="UnavailableException">The file cannot be read, or holds no video.</exception>
    /// <exception cref="MissingPartException">ffmpeg is not installed.</exception>
    public static async Task<FileSource> OpenAsync(IFfmpeg ffmpeg, string path, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var video = await new MediaProbe(ffmpeg).FindVideoAsync(path, cancellationToken);
        var size = options.Resize?.Apply(video.Info.Size) ?? video.Info.Size;
        return new FileSource(ffmpeg, new DecodePlan(options.StreamId, path, video, size, options.FramesPerSecond), options.Buffers);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The source was read before.</exception>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_decoding is not null)
        {
            throw new InvalidOperationException("A file source is read once.");
        }

        await using var decoding = new FileDecoding(_ffmpeg, _plan, Pool);
        _decoding = decoding;
        while (await decoding.NextAsync(cancellationToken) is { } frame)
        {
            yield return frame;
        }

        ObjectDisposedException.ThrowIf(_disposed, this);
        End = await decoding.EndAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        if (_decoding is { } decoding)
        {
            await decoding.DisposeAsync();
        }
    }
}
