using Glip.Core;

namespace Glip.Host;

/// <summary>Runs a detector for all streams, on as many frames at a time as the device takes.</summary>
internal sealed class DetectionLanes(IDetector detector) : IDisposable
{
    private readonly SemaphoreSlim _free = new(detector.Lanes);

    public IDetector Detector { get; } = detector;

    /// <summary>Waits for a lane and starts to look at a frame.</summary>
    /// <param name="frame">Borrowed until the inner task has ended.</param>
    /// <param name="prompt">What is sought in it.</param>
    /// <param name="cancellationToken">Breaks the wait and the computation off.</param>
    /// <returns>A task that ends when the computation has begun, with the task that computes.</returns>
    public async Task<Task<DetectedFrame>> StartAsync(Frame frame, PreparedPrompt prompt, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        return Task.Run(() => Detect(frame, prompt, cancellationToken), CancellationToken.None);
    }

    public void Dispose() => _free.Dispose();

    private DetectedFrame Detect(Frame frame, PreparedPrompt prompt, CancellationToken cancellationToken)
    {
        try
        {
            return Detector.Detect([new DetectionRequest(frame, prompt)], cancellationToken)[0];
        }
        finally
        {
            _free.Release();
        }
    }
}
