using System.Runtime.CompilerServices;
using Glip.Core;

namespace Glip.Bench;

/// <summary>A live source that makes its frames itself, at a steady rate; a frame for which there is no buffer is dropped.</summary>
/// <param name="id">Name of the stream.</param>
/// <param name="pool">Buffers of the stream.</param>
/// <param name="size">Size of the frames.</param>
/// <param name="interval">From frame to frame.</param>
/// <param name="phase">When the first one comes.</param>
/// <param name="counters">Told of frames without a buffer.</param>
internal sealed class SyntheticCamera(string id, FramePool pool, ImageSize size, TimeSpan interval, TimeSpan phase, FrameCounters counters) : IFrameSource
{
    public SourceEnd? End => null;

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = DateTimeOffset.UtcNow + phase;
        for (var i = 0L; ; i++)
        {
            var pts = i * interval;
            if (start + pts - DateTimeOffset.UtcNow is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, cancellationToken).ConfigureAwait(false);
            }

            if (pool.TryRent() is { } buffer)
            {
                buffer.Memory.Span.Fill((byte)i);
                yield return new Frame(new FrameHeader(id, i, pts, start + pts, 640, 480) { ReceivedAt = DateTimeOffset.UtcNow }, size, buffer);
            }
            else
            {
                counters.CountReceived();
                counters.CountDropped(DropReason.NoBuffer);
            }
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
