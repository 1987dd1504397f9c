using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>A sink on a full disk.</summary>
internal sealed class FailingSink : ISink
{
    public string Name => "bad";

    public bool Disposed { get; private set; }

    public ValueTask WriteAsync(FrameReport report, CancellationToken cancellationToken) => throw new UnavailableException("disk full");

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => throw new UnavailableException("disk full");

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
