using Glip.Core;
using Glip.Testing;

namespace Glip.Inference.Tests;

/// <summary>A stream of small frames with just the buffers that its lane needs.</summary>
internal sealed class TestStream
{
    public static readonly ImageSize Size = new(8, 8);

    private long _next;
    private int _read;

    public TestStream(DetectionScheduler scheduler, string name, WhenFull whenFull, int capacity = 1, double weight = 1)
    {
        Name = name;
        Counters = new FrameCounters(name);
        var options = new LaneOptions { Counters = Counters, WhenFull = whenFull, Capacity = capacity, Weight = weight };
        Lane = scheduler.Open(options);
        Pool = new FramePool(scheduler.BuffersFor(options), 4 * Size.RgbBytes);
    }

    public string Name { get; }

    public FrameCounters Counters { get; }

    public DetectionLane Lane { get; }

    public FramePool Pool { get; }

    /// <summary>Frames that have neither come out nor been dropped.</summary>
    public long InFlight => Counters.Received - Counters.Analysed - Counters.Dropped;

    /// <summary>Results that <see cref="ReadAllAsync"/> has read.</summary>
    public int Read => Volatile.Read(ref _read);

    public static TestStream Live(DetectionScheduler scheduler, string name = "a", int capacity = 1) => new(scheduler, name, WhenFull.DropOldest, capacity);

    public static TestStream File(DetectionScheduler scheduler, string name = "a", int capacity = 8, double weight = 1) => new(scheduler, name, WhenFull.Wait, capacity, weight);

    /// <summary>Submits the next frame.</summary>
    public async Task SubmitAsync(ImageSize? size = null, DateTimeOffset? receivedAt = null, PreparedPrompt? prompt = null, CancellationToken cancellationToken = default)
    {
        var header = Frames.Header(_next++, Size) with { StreamId = Name, ReceivedAt = receivedAt };
        var buffer = Pool.TryRent() ?? throw new InvalidOperationException("No buffer is free.");
        buffer.Memory.Span[0] = (byte)header.Index;
        Counters.CountReceived();
        await Lane.SubmitAsync(new Frame(header, size ?? Size, buffer), prompt ?? HeldDetector.Prompt, cancellationToken);
    }

    /// <summary>Submits several frames one after the other.</summary>
    public async Task SubmitManyAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await SubmitAsync();
        }
    }

    /// <summary>Reads the next result.</summary>
    public async Task<AnalysedFrame> ReadFrameAsync()
    {
        await foreach (var analysed in Lane.ReadAsync(CancellationToken.None))
        {
            return analysed;
        }

        throw new InvalidOperationException("The results have ended.");
    }

    /// <summary>Reads the next result, gives its buffer back, and returns its number.</summary>
    public async Task<long> ReadAsync()
    {
        using var analysed = await ReadFrameAsync();
        return analysed.Detected.Header.Index;
    }

    /// <summary>Reads results to their end and returns their numbers.</summary>
    public async Task<List<long>> ReadAllAsync()
    {
        var numbers = new List<long>();
        await foreach (var analysed in Lane.ReadAsync(CancellationToken.None))
        {
            using (analysed)
            {
                numbers.Add(analysed.Detected.Header.Index);
            }

            Interlocked.Increment(ref _read);
        }

        return numbers;
    }
}
