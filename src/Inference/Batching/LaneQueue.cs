using System.Threading.Channels;
using Glip.Core;

namespace Glip.Inference;

/// <summary>
/// The frames of one stream, from submission to reading, and its turn among the streams. <see cref="BatchQueue"/> changes it under its lock.
/// </summary>
internal sealed class LaneQueue
{
    private readonly LaneOptions _options;
    private readonly FairTime _time;
    private readonly int _number;
    private readonly int _mostInFlight;
    private readonly Channel<PendingFrame> _waiting;
    private readonly Channel<AnalysedFrame> _analysed;
    private readonly Queue<PendingFrame> _computing = new();
    private readonly SlidingRate _submittedRate;
    private readonly SlidingRate _analysedRate;
    private double _turn;
    private int _inFlight;
    private Exception? _failure;

    /// <param name="options">How the stream shares the detector.</param>
    /// <param name="mostInFlight">Frames that are computed, or computed and not yet read, at most.</param>
    /// <param name="number">Decides between streams whose turn is the same.</param>
    /// <param name="time">The virtual time of all streams.</param>
    /// <param name="clock">For the load.</param>
    public LaneQueue(LaneOptions options, int mostInFlight, int number, FairTime time, TimeProvider clock)
    {
        (_options, _mostInFlight, _number, _time) = (options, mostInFlight, number, time);
        (_submittedRate, _analysedRate) = (new SlidingRate(clock), new SlidingRate(clock));
        var mode = options.WhenFull == WhenFull.Wait ? BoundedChannelFullMode.Wait : BoundedChannelFullMode.DropOldest;
        _waiting = Channel.CreateBounded<PendingFrame>(new BoundedChannelOptions(options.Capacity) { FullMode = mode }, frame => Drop(frame, DropReason.Replaced));
        _analysed = Channel.CreateBounded<AnalysedFrame>(mostInFlight);
    }

    /// <summary>Lets a writer wait for room; needs no lock.</summary>
    public ChannelWriter<PendingFrame> Waiting => _waiting.Writer;

    /// <summary>Results in the order of the frames; needs no lock.</summary>
    public ChannelReader<AnalysedFrame> Analysed => _analysed.Reader;

    /// <summary>The frame that comes next; null when none waits, or too many results have not been read.</summary>
    public PendingFrame? Next => _inFlight < _mostInFlight && _waiting.Reader.TryPeek(out var frame) ? frame : null;

    /// <summary>Frames that a batch could take.</summary>
    public int Available => Math.Min(_waiting.Reader.Count, _mostInFlight - _inFlight);

    /// <summary>Whose turn it is: the least is the one most behind.</summary>
    public (double Turn, long WaitsSince, int Number) Order => (_turn, Next?.WaitsSince ?? 0, _number);

    /// <summary>Whether a frame of a size may still come.</summary>
    public bool MayGive(ImageSize size) => !IsClosed && _inFlight < _mostInFlight && (LastSize is null || LastSize == size);

    /// <summary>Whether no one waits for results any more.</summary>
    public bool IsAbandoned { get; private set; }

    public LaneLoad Load => new(_submittedRate.PerSecond(), _analysedRate.PerSecond());

    /// <summary>Batches under way for which no one waits any more.</summary>
    public IReadOnlyList<FrameBatch> Unwanted => [.. _computing.Select(frame => frame.Batch!).Distinct().Where(batch => batch.Frames.All(frame => frame.Lane.IsAbandoned))];

    private bool IsClosed { get; set; }

    private ImageSize? LastSize { get; set; }

    /// <summary>Takes a frame, in place of the oldest where the stream does not wait.</summary>
    /// <returns>False when there is no room, or no frame is taken any more.</returns>
    public bool TryAdd(PendingFrame frame)
    {
        var resumes = Next is null;
        if (!_waiting.Writer.TryWrite(frame))
        {
            return false;
        }

        if (resumes)
        {
            CatchUp();
        }

        LastSize = frame.Frame.Size;
        _submittedRate.Add();
        return true;
    }

    /// <summary>Drops the frames of a live stream that have become too old.</summary>
    public void DropOld(DateTimeOffset oldest)
    {
        while (_options.WhenFull == WhenFull.DropOldest && _waiting.Reader.TryPeek(out var frame) && frame.Since < oldest)
        {
            _waiting.Reader.TryRead(out _);
            Drop(frame, DropReason.TooOld);
        }

        CompleteAtTheEnd();
    }

    /// <summary>Hands <see cref="Next"/> to the device.</summary>
    public PendingFrame Take()
    {
        if (Next is not { } frame || !_waiting.Reader.TryRead(out _))
        {
            throw new InvalidOperationException("No frame waits.");
        }

        _time.Serve(_turn);
        _turn += 1 / _options.Weight;
        _inFlight++;
        _computing.Enqueue(frame);
        return frame;
    }

    /// <summary>The device is done with a frame. Results leave when all frames before them are done, too.</summary>
    public void Finish(PendingFrame frame)
    {
        frame.IsDone = true;
        if (frame.Detected is null)
        {
            Drop(frame, frame.Loss);
        }
        else
        {
            _options.Counters.CountAnalysed();
            _analysedRate.Add();
        }

        while (_computing.TryPeek(out var first) && first.IsDone)
        {
            HandOut(_computing.Dequeue());
        }

        CompleteAtTheEnd();
    }

    /// <summary>A result was read.</summary>
    public void Leave()
    {
        if (_inFlight-- == _mostInFlight)
        {
            CatchUp();
        }
    }

    /// <summary>No more frames follow.</summary>
    public void Close()
    {
        IsClosed = true;
        _waiting.Writer.TryComplete(_failure);
        CompleteAtTheEnd();
    }

    /// <summary>Gives up what waits; the results end with an error.</summary>
    public void Fail(Exception error)
    {
        _failure ??= error;
        GiveUpWaiting();
    }

    /// <summary>Gives up what waits; no one reads the results of what is computed.</summary>
    public void Abandon()
    {
        IsAbandoned = true;
        GiveUpWaiting();
    }

    private void GiveUpWaiting()
    {
        while (_waiting.Reader.TryRead(out var frame))
        {
            Drop(frame, DropReason.Stopped);
        }

        Close();
    }

    private void HandOut(PendingFrame frame)
    {
        if (frame.Detected is { } detected)
        {
            _analysed.Writer.TryWrite(new AnalysedFrame(frame.Frame, detected)); // there is room: as many as may be in flight
        }
        else
        {
            Leave();
        }
    }

    private void CompleteAtTheEnd()
    {
        if (IsClosed && _computing.Count == 0 && _waiting.Reader.Count == 0)
        {
            _analysed.Writer.TryComplete(_failure);
        }
    }

    /// <summary>Time in which a stream had nothing for the device is not made up for.</summary>
    private void CatchUp() => _turn = Math.Max(_turn, _time.Now);

    private void Drop(PendingFrame frame, DropReason reason)
    {
        _options.Counters.CountDropped(reason);
        frame.Frame.Dispose();
    }
}
