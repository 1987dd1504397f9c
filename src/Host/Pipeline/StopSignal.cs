using Glip.Core;

namespace Glip.Host;

/// <summary>Stops streams in order and within a bounded time: first the sources, then the analysis of what is on its way, then the sinks.</summary>
internal sealed class StopSignal : IDisposable
{
    // Shares of the time allowed; the rest is for closing files.
    private const double AnalysisShare = 0.2;
    private const double SinkShare = 0.5;

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _analysis = new();
    private readonly CancellationTokenSource _sinks = new();
    private readonly CancellationTokenRegistration _program;

    public StopSignal()
    {
    }

    /// <summary>Stops one stream; it stops with the program too.</summary>
    public StopSignal(StopSignal program)
    {
        TimeAllowed = program.TimeAllowed;
        _program = program.Source.Register(() => Request(program.Reason));
    }

    /// <summary>How long stopping may take.</summary>
    public TimeSpan TimeAllowed { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>No more frames are read.</summary>
    public CancellationToken Source => _source.Token;

    /// <summary>Frames that are on their way are given up.</summary>
    public CancellationToken Analysis => _analysis.Token;

    /// <summary>What sinks have not written is given up; their files are still closed in order.</summary>
    public CancellationToken Sinks => _sinks.Token;

    public bool IsRequested => _source.IsCancellationRequested;

    /// <summary>What the events that are open then end with.</summary>
    public EndReason Reason { get; private set; } = EndReason.Shutdown;

    /// <summary>Begins to stop. May be called again, from any thread; the first reason counts.</summary>
    public void Request(EndReason reason = EndReason.Shutdown)
    {
        if (!IsRequested)
        {
            Reason = reason;
        }

        _analysis.CancelAfter(AnalysisShare * TimeAllowed);
        _sinks.CancelAfter(SinkShare * TimeAllowed);
        _source.Cancel();
    }

    public void Dispose()
    {
        _program.Dispose();
        _source.Dispose();
        _analysis.Dispose();
        _sinks.Dispose();
    }
}
