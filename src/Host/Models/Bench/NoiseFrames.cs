using Glip.Core;

namespace Glip.Host;

/// <summary>Pictures of noise, always the same.</summary>
internal sealed class NoiseFrames : IDisposable
{
    private const int Seed = 1;

    public NoiseFrames(ImageSize size, int count)
    {
        var random = new Random(Seed);
        var pool = new FramePool(count, size.RgbBytes);
        All = [.. Enumerable.Range(0, count).Select(Frame)];

        Frame Frame(int index)
        {
            var buffer = pool.TryRent()!;
            random.NextBytes(buffer.Memory.Span[..size.RgbBytes]);
            return new Frame(new FrameHeader("noise", index, TimeSpan.Zero, DateTimeOffset.UnixEpoch, size.Width, size.Height), size, buffer);
        }
    }

    public IReadOnlyList<Frame> All { get; }

    public void Dispose()
    {
        foreach (var frame in All)
        {
            frame.Dispose();
        }
    }
}
