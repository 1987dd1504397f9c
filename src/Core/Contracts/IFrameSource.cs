namespace Glip.Core;

/// <summary>A camera or file that is open.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>How the source ended; null before that.</summary>
    SourceEnd? End { get; }

    /// <summary>
    /// Frames in order of presentation. The reader owns each frame. Ends with the source; a damaged file gives what can be decoded
    /// and says so in <see cref="End"/>.
    /// </summary>
    /// <exception cref="UnavailableException">Not one frame could be had.</exception>
    IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken);
}
