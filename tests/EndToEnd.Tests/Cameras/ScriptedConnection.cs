using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.EndToEnd.Tests;

/// <summary>A connection that does what a test tells it.</summary>
/// <param name="frames">What it delivers; a null stands for an endless silence.</param>
/// <param name="failsWith">What happens after the frames; null: it ends.</param>
/// <param name="duration">Length that it states.</param>
internal sealed class ScriptedConnection(IEnumerable<Frame?> frames, Exception? failsWith = null, TimeSpan? duration = null) : ILiveConnection
{
    public SourceInfo? Info { get; } = new(new(64, 48), 10, duration, "scripted", 0, null);

    public long DecodedFrames { get; private set; }

    public long? BytesReceived => null;

    public SourceEnd? End { get; private set; }

    public bool Disposed { get; private set; }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            if (frame is null)
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }

            DecodedFrames++;
            yield return frame!;
        }

        if (failsWith is not null)
        {
            throw failsWith;
        }

        End = new SourceEnd(DecodedFrames, TimeSpan.Zero, null);
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
