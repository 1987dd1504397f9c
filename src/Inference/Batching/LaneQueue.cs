using Glip.Core;

namespace Glip.Inference;

/// <summary>
/// The frames of one stream, from submission to reading, and its turn among the streams. <see cref="BatchQueue"/> changes it under its lock.
/// </summary>
/// <param name="options">How the stream shares the detector.</param>
/// <param name="mostInFlight">Frames that are computed, or computed and not yet read, at most.</param>
/// <param name="number">Decides between streams whose turn is the same.</param>
/// <param name="time">The virtual time of all streams.</param>
internal sealed class LaneQueue(LaneOptions options, int mostInFlight, int number, FairTime time)
{
    private double _turn;
    private ImageSize? _lastSize;
    private bool _isClosed;
    private Exception? _failure;

    /// <summary>Its writer and reader may be used without the lock.</summary>
    public WaitingFrames Waiting { get; } = new(options);

    /// <inheritdoc cref="Waiting"/>
    public OrderedResults Results { get; } = new(mostInFlight);

    public FrameCounters Counters => options.Counters;

    /// <summary>The frame that comes next; null when none waits, or too many results have not been read.</summary>
    public PendingFrame? Next => Results.Room > 0 ? Waiting.First : null;

    /// <summary>Frames that a batch could take.</summary>
    public int Available => Math.Min(Waiting.Count, Results.Room);

    /// <summary>Whose turn it is: the least is the one most behind.</summary>
    public (double Turn, long WaitsSince, int Number) Order => (_turn, Next?.WaitsSince ?? 0, number);

    /// <summary>Whether no one waits for results any more.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>Batches under way for which no one waits any more.</summary>
    public IReadOnlyList<FrameBatch> Unwanted => [.. Results.Batches.Where(batch => batch.Frames.All(frame => frame.Lane.IsAbandoned))];

    /// <summary>Whether a frame of a size may still come.</summary>
    public bool MayGive(ImageSize size) => !_isClosed && Results.Room > 0 && (_lastSize is null || _lastSize == size);

    /// <summary>Takes a frame, in place of the oldest where the stream does not wait.</summary>
    /// <returns>False when there is no room, or no frame is taken any more.</returns>
    public bool TryAdd(PendingFrame frame)
    {
        var resumes = Next is null;
        if (!Waiting.Writer.TryWrite(frame))
        {
            return false;
        }

        if (resumes)
        {
            CatchUp();
        }

        _lastSize = frame.Frame.Size;
        return true;
    }

    /// <summary>Drops the frames of a live stream that have become too old.</summary>
    public void DropOld(DateTimeOffset oldest)
    {
        Waiting.DropOld(oldest);
        CompleteAtTheEnd();
    }

    /// <summary>Hands <see cref="Next"/> to the device.</summary>
    public PendingFrame Take()
    {
        var frame = Waiting.TakeFirst();
        Results.Add(frame);
        time.Serve(_turn);
        _turn += 1 / options.Weight;
        return frame;
    }

    /// <summary>The device is done with a frame. Results leave when all frames before them are done, too.</summary>
    public void Finish(PendingFrame frame)
    {
        frame.IsDone = true;
        if (frame.Detected is null)
        {
            frame.Drop(frame.Loss);
        }
        else
        {
            Counters.CountAnalysed();
        }

        Resume(Results.HandOut);
        CompleteAtTheEnd();
    }

    /// <summary>A result was read.</summary>
    public void Leave() => Resume(Results.Leave);

    /// <summary>No more frames follow.</summary>
    public void Close()
    {
        _isClosed = true;
        Waiting.Writer.TryComplete(_failure);
        CompleteAtTheEnd();
    }

    /// <summary>Gives up what waits; the results end with an error.</summary>
    public void Fail(Exception error)
    {
        _failure ??= error;
        Waiting.DropAll();
        Close();
    }

    /// <summary>Gives up what waits; no one reads the results of what is computed.</summary>
    public void Abandon()
    {
        IsAbandoned = true;
        Waiting.DropAll();
        Close();
    }

    private void Resume(Action makeRoom)
    {
        var stood = Results.Room == 0;
        makeRoom();
        if (stood && Results.Room > 0)
        {
            CatchUp();
        }
    }

    /// <summary>Time in which a stream had nothing for the device is not made up for.</summary>
    private void CatchUp() => _turn = Math.Max(_turn, time.Now);

    private void CompleteAtTheEnd()
    {
        if (_isClosed && Results.IsDone && Waiting.Count == 0)
        {
            Results.Complete(_failure);
        }
    }
}
