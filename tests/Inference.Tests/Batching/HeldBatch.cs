using System.Collections.Immutable;
using Glip.Core;

namespace Glip.Inference.Tests;

/// <summary>A batch that a <see cref="HeldDetector"/> computes.</summary>
internal sealed class HeldBatch(IReadOnlyList<DetectionRequest> requests, CancellationToken brokenOff)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CancellationToken BrokenOff => brokenOff;

    public int Count => requests.Count;

    /// <summary>Name of the stream and number of each frame, such as <c>a0</c>.</summary>
    public string[] Frames { get; } = [.. requests.Select(request => $"{request.Frame.Header.StreamId}{request.Frame.Header.Index}")];

    public void Finish() => _end.TrySetResult();

    public void Fail(Exception error) => _end.TrySetException(error);

    /// <summary>Computes until the end that the test sets; finds nothing.</summary>
    public ImmutableArray<DetectedFrame> Compute()
    {
        using var registration = brokenOff.Register(() => _end.TrySetCanceled(brokenOff));
        _end.Task.GetAwaiter().GetResult();
        return [.. requests.Select(request => new DetectedFrame(request.Frame.Header, []))];
    }
}
