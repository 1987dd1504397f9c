using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.Ingest;

/// <summary>
/// One connection to a live source. Frames are decoded, sampled and scaled by one ffmpeg process while they are read. The reader must hand each frame
/// on without waiting; a frame that finds no free buffer is counted and dropped.
/// </summary>
public sealed class LiveConnection : ILiveConnection
{
    private readonly LiveSource _source;
    private LiveDecoding? _decoding;
    private bool _wasRead;
    private bool _disposed;

    internal LiveConnection(LiveSource source) => _source = source;

    public SourceInfo? Info => _decoding?.Info;

    /// <summary>How the connection ended; null before that. A source that reached its end in order has no damage.</summary>
    public SourceEnd? End { get; private set; }

    public long DecodedFrames => _decoding?.DecodedFrames ?? 0;

    public long? BytesReceived => _decoding?.BytesReceived;

    /// <summary>Time since the last frame was decoded; before the first, since reading began. Zero before that.</summary>
    public TimeSpan Silence => _decoding?.Silence ?? TimeSpan.Zero;

    /// <inheritdoc/>
    /// <exception cref="UnavailableException">Not one frame could be had: the message says of which address, without secrets, and why.</exception>
    /// <exception cref="MissingPartException">ffmpeg is not installed.</exception>
    /// <exception cref="InvalidOperationException">The connection was read before.</exception>
    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_wasRead)
        {
            throw new InvalidOperationException("A connection is read once.");
        }

        _wasRead = true;
        await using var decoding = await LiveDecoding.StartAsync(_source, cancellationToken);
        _decoding = decoding;
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (await NextAsync(decoding, cancellationToken) is { } frame)
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

    /// <summary>A pipe that was closed in the middle of reading says so in several ways.</summary>
    private async ValueTask<Frame?> NextAsync(LiveDecoding decoding, CancellationToken cancellationToken)
    {
        try
        {
            return await decoding.NextAsync(cancellationToken);
        }
        catch (IOException e)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            throw new UnavailableException($"'{_source.Options.Address}': the pictures broke off ({e.Message})", e);
        }
    }
}
