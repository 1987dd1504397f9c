namespace Glip.Core;

/// <summary>Takes what a stream brings somewhere. Each sink has a queue of its own and is called by one thread at a time.</summary>
public interface ISink : IAsyncDisposable
{
    /// <summary>Name in messages and metrics.</summary>
    string Name { get; }

    /// <exception cref="UnavailableException">The target cannot be written at present.</exception>
    ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken);

    /// <summary>Writes what is left and closes the target in order; called once after the last report.</summary>
    /// <exception cref="UnavailableException">The target cannot be written at present.</exception>
    ValueTask CompleteAsync(CancellationToken cancellationToken);
}
