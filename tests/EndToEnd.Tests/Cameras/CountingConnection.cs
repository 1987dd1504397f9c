using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>A connection of which only the numbers are asked.</summary>
internal sealed class CountingConnection : ILiveConnection
{
    public SourceInfo? Info => null;

    public long DecodedFrames { get; set; }

    public long? BytesReceived { get; set; } = 0;

    public SourceEnd? End => null;

    public IAsyncEnumerable<Frame> ReadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
