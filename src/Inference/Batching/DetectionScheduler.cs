using Glip.Core;

namespace Glip.Inference;

/// <summary>
/// Shares one detector between all streams. Frames of equal size are computed together, each stream in its turn; a free device never waits
/// while frames do, unless a batch is to fill.
/// </summary>
public sealed class DetectionScheduler : IAsyncDisposable
{
    private const int BeingFilledAndBeingRead = 2;

    private readonly BatchOptions _options;
    private readonly TimeProvider _clock;
    private readonly FairTime _time = new();
    private readonly BatchQueue _queue;
    private readonly BatchDetection _detection;
    private readonly Task[] _devices;
    private int _opened;

    /// <param name="detector">Borrowed; computes as many batches at a time as it has lanes.</param>
    /// <param name="options">How frames are looked at together.</param>
    /// <param name="clock">For ages and waiting times.</param>
    /// <param name="warn">Is told, in one line each, when the memory of the device is too small.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    public DetectionScheduler(IDetector detector, BatchOptions options, TimeProvider clock, Action<string> warn)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBatch, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxBatch, 64, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxWait, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.MaxAge, TimeSpan.Zero, nameof(options));
        (Detector, _options, _clock) = (detector, options, clock);
        _queue = new BatchQueue(options, clock);
        _detection = new BatchDetection(detector, _queue, clock, warn);
        _devices = [.. Enumerable.Range(0, detector.Lanes).Select(_ => Task.Run(ComputeAsync))];
    }

    public IDetector Detector { get; }

    /// <summary>Frames that are computed together at most: as set, and less once the device had too little memory.</summary>
    public int MaxBatch => _queue.MaxBatch;

    /// <summary>Buffers that a stream needs so that none of its frames is lost, or waits, for want of one.</summary>
    public int BuffersFor(LaneOptions options) => options.Capacity + MostInFlight(options) + BeingFilledAndBeingRead;

    /// <summary>Lets a stream take part.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    public DetectionLane Open(LaneOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Capacity, 1, nameof(options));
        if (options.Weight is not (> 0 and < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Weight, "The weight is above 0 and finite.");
        }

        var lane = new LaneQueue(options, MostInFlight(options), Interlocked.Increment(ref _opened), _time);
        _queue.Open(lane);
        return new DetectionLane(lane, _queue, _clock);
    }

    /// <summary>Gives up what waits, breaks off what is computed, and ends the results of all lanes.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_queue.Close().Select(batch => batch.BreakOffAsync())).ConfigureAwait(false);
        await Task.WhenAll(_devices).ConfigureAwait(false);
        _queue.Dispose();
    }

    /// <summary>A batch on each device, and one whose results are being read.</summary>
    private int MostInFlight(LaneOptions options) => (Detector.Lanes + 1) * Math.Min(options.Capacity, _options.MaxBatch);

    private async Task ComputeAsync()
    {
        while (await _queue.TakeAsync().ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                Compute(batch);
            }
        }
    }

    private void Compute(FrameBatch batch)
    {
        try
        {
            _detection.Run(batch);
        }
        catch (Exception e)
        {
            batch.Lose(DropReason.DeviceError);
            _queue.Fail(e);
        }

        _queue.Finish(batch);
    }
}
