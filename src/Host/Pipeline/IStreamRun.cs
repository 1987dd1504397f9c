namespace Glip.Host;

/// <summary>A stream that is ready to run: its prompt is encoded, its targets can be written.</summary>
internal interface IStreamRun : IAsyncDisposable
{
    StreamMonitor Monitor { get; }

    /// <summary>Runs until the source ends or is stopped.</summary>
    /// <returns>Whether all of it could be analysed and written.</returns>
    Task<bool> RunAsync(StopSignal stop);

    /// <summary>To be called about once a second while it runs.</summary>
    Task LookAsync();
}
