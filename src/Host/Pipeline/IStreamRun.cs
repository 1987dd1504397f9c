namespace Glip.Host;

/// <summary>A stream that is ready to run: its prompt is encoded, its targets can be written.</summary>
internal interface IStreamRun : IAsyncDisposable
{
    StreamMonitor Monitor { get; }

    /// <summary>Its settings, with the thresholds that count and the number of its prompt.</summary>
    StreamConfiguration InForce { get; }

    /// <summary>
    /// Goes on with another prompt, other thresholds, zones or times, from one frame to the next: nothing is read anew, tracks and events go on. Not for
    /// two changes at a time.
    /// </summary>
    /// <param name="next">The same source with other settings.</param>
    /// <returns>
    /// Ends when it is in force, or after two seconds without a frame; then it is in force for the frames that come. False when the stream must begin anew for it.
    /// </returns>
    Task<bool> ChangeAsync(PreparedStream next);

    /// <summary>Runs until the source ends or is stopped.</summary>
    /// <returns>Whether all of it could be analysed and written.</returns>
    Task<bool> RunAsync(StopSignal stop);

    /// <summary>To be called about once a second while it runs.</summary>
    Task LookAsync();
}
