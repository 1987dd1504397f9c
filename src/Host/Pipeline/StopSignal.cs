namespace Glip.Host;

/// <summary>Stops streams in order and within a bounded time: first the sources, then the analysis of what is on its way, then the sinks.</summary>
internal sealed class StopSignal : IDisposable
{
    private static readonly TimeSpan s_analysisTime = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_sinkTime = TimeSpan.FromMilliseconds(1000);

    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenSource _analysis = new();
    private readonly CancellationTokenSource _sinks = new();

    /// <summary>No more frames are read.</summary>
    public CancellationToken Source => _source.Token;

    /// <summary>Frames that are on their way are given up.</summary>
    public CancellationToken Analysis => _analysis.Token;

    /// <summary>What sinks have not written is given up; their files are still closed in order.</summary>
    public CancellationToken Sinks => _sinks.Token;

    public bool IsRequested => _source.IsCancellationRequested;

    /// <summary>Begins to stop. May be called again, from any thread.</summary>
    public void Request()
    {
        _analysis.CancelAfter(s_analysisTime);
        _sinks.CancelAfter(s_sinkTime);
        _source.Cancel();
    }

    public void Dispose()
    {
        _source.Dispose();
        _analysis.Dispose();
        _sinks.Dispose();
    }
}
