using System.Runtime.CompilerServices;
using Glip.Core;
using Glip.Testing;

namespace Glip.EndToEnd.Tests;

/// <summary>Frames that hold their number, then an end or a failure.</summary>
internal sealed class ScriptedSource(int frames, Exception? failsWith = null) : IFrameSource
{
    private static readonly ImageSize s_size = new(32, 32);

    public FramePool Pool { get; } = new(6, s_size.RgbBytes);

    public SourceEnd? End { get; private set; }

    public async IAsyncEnumerable<Frame> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var i = 0; i < frames; i++)
        {
            yield return new Frame(Frames.Header(i, s_size), s_size, await Pool.RentAsync(cancellationToken));
        }

        End = failsWith is null ? new SourceEnd(frames, TimeSpan.Zero, null) : throw failsWith;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
