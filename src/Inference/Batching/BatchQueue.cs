namespace Glip.Inference;

/// <summary>Brings frames that wait for a device and devices that wait for frames together, at once when there are both.</summary>
internal sealed class BatchQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<LaneQueue> _lanes = [];
    private readonly Queue<TaskCompletionSource<FrameBatch?>> _freeDevices = new();
    private readonly BatchFormer _former;
    private readonly ITimer _due;
    private Exception? _failure;
    private bool _isClosed;

    public BatchQueue(BatchOptions options, TimeProvider clock)
    {
        _former = new BatchFormer(options, clock);
        _due = clock.CreateTimer(_ => Change(() => { }), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Frames in a batch at most.</summary>
    public int MaxBatch
    {
        get
        {
            lock (_lock)
            {
                return _former.MaxBatch;
            }
        }
    }

    /// <summary>Waits for frames to compute; null when there will be none any more.</summary>
    public Task<FrameBatch?> TakeAsync()
    {
        var device = new TaskCompletionSource<FrameBatch?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Change(() => _freeDevices.Enqueue(device));
        return device.Task;
    }

    /// <exception cref="ObjectDisposedException">The devices were let go.</exception>
    public void Open(LaneQueue lane) => Change(() =>
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        _lanes.Add(lane);
        if (_failure is not null)
        {
            lane.Fail(_failure);
        }
    });

    /// <inheritdoc cref="LaneQueue.TryAdd"/>
    public bool TryAdd(LaneQueue lane, PendingFrame frame)
    {
        var added = false;
        Change(() => added = lane.TryAdd(frame));
        return added;
    }

    /// <summary>The device is done with a batch.</summary>
    public void Finish(FrameBatch batch) => Change(() =>
    {
        foreach (var frame in batch.Frames)
        {
            frame.Lane.Finish(frame);
        }
    });

    /// <summary>Gives up a stream.</summary>
    /// <returns>Computations for which no one waits any more.</returns>
    public IReadOnlyList<FrameBatch> Abandon(LaneQueue lane)
    {
        IReadOnlyList<FrameBatch> unwanted = [];
        Change(() =>
        {
            lane.Abandon();
            _lanes.Remove(lane);
            unwanted = lane.Unwanted;
        });
        return unwanted;
    }

    /// <summary>Gives up all streams and lets the devices go.</summary>
    /// <returns>Computations that are under way.</returns>
    public IReadOnlyList<FrameBatch> Close()
    {
        IReadOnlyList<FrameBatch> unwanted = [];
        Change(() =>
        {
            _isClosed = true;
            _lanes.ForEach(lane => lane.Abandon());
            unwanted = [.. _lanes.SelectMany(lane => lane.Unwanted).Distinct()];
            _lanes.Clear();
        });
        return unwanted;
    }

    /// <summary>Makes batches smaller from now on.</summary>
    /// <returns>False if they were so already.</returns>
    public bool Limit(int maxBatch)
    {
        lock (_lock)
        {
            var isSmaller = maxBatch < _former.MaxBatch;
            _former.MaxBatch = Math.Min(_former.MaxBatch, maxBatch);
            return isSmaller;
        }
    }

    /// <summary>Ends all streams with an error.</summary>
    public void Fail(Exception error) => Change(() =>
    {
        _failure ??= error;
        _lanes.ForEach(lane => lane.Fail(_failure));
    });

    /// <summary>Changes something that others may wait for.</summary>
    public void Change(Action change)
    {
        lock (_lock)
        {
            change();
            Serve();
        }
    }

    public void Dispose() => _due.Dispose();

    private void Serve()
    {
        while (_freeDevices.Count > 0 && (_former.TryForm(_lanes) is var batch) && (batch is not null || _isClosed))
        {
            _freeDevices.Dequeue().SetResult(batch);
        }

        if (_freeDevices.Count > 0 && _former.DueIn is { } due)
        {
            _due.Change(TimeSpan.FromMilliseconds(Math.Ceiling(due.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
        }
    }
}
