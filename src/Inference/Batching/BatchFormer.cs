using Glip.Core;

namespace Glip.Inference;

/// <summary>Decides which frames a free device computes next: those of the streams most behind, of equal size.</summary>
internal sealed class BatchFormer(BatchOptions options, TimeProvider clock)
{
    /// <summary>Frames in a batch at most.</summary>
    public int MaxBatch { get; set; } = options.MaxBatch;

    /// <summary>How long until the next batch is due by its age; null when none waits for more frames.</summary>
    public TimeSpan? DueIn { get; private set; }

    /// <summary>Takes a batch; null when none waits, or each had better wait for more frames.</summary>
    public FrameBatch? TryForm(IReadOnlyCollection<LaneQueue> lanes)
    {
        DueIn = null;
        var oldest = clock.GetUtcNow() - options.MaxAge;
        foreach (var lane in lanes)
        {
            lane.DropOld(oldest);
        }

        var sizes = lanes.Where(lane => lane.Next is not null).OrderBy(lane => lane.Order).GroupBy(lane => lane.Next!.Frame.Size);
        return sizes.FirstOrDefault(givers => IsReady([.. givers], givers.Key, lanes)) is { } chosen ? Form(chosen, chosen.Key) : null;
    }

    private bool IsReady(IReadOnlyList<LaneQueue> givers, ImageSize size, IReadOnlyCollection<LaneQueue> lanes)
    {
        if (options.MaxWait == TimeSpan.Zero || givers.Sum(lane => lane.Available) >= MaxBatch || !lanes.Except(givers).Any(lane => lane.MayGive(size)))
        {
            return true;
        }

        var rest = options.MaxWait - clock.GetElapsedTime(givers.Min(lane => lane.Next!.WaitsSince));
        DueIn = DueIn < rest ? DueIn : rest;
        return rest <= TimeSpan.Zero;
    }

    private FrameBatch Form(IEnumerable<LaneQueue> givers, ImageSize size)
    {
        var turns = new PriorityQueue<LaneQueue, (double, long, int)>(givers.Select(lane => (lane, lane.Order)));
        var frames = new List<PendingFrame>();
        while (frames.Count < MaxBatch && turns.TryDequeue(out var lane, out _))
        {
            frames.Add(lane.Take());
            if (lane.Next?.Frame.Size == size)
            {
                turns.Enqueue(lane, lane.Order);
            }
        }

        return new FrameBatch(frames);
    }
}
