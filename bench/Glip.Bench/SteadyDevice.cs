using System.Collections.Immutable;
using System.Diagnostics;
using Glip.Core;

namespace Glip.Bench;

/// <summary>A detector that needs the same time for every frame and no processor. It sees three persons who walk through the picture.</summary>
/// <param name="framesPerSecond">What it can do.</param>
internal sealed class SteadyDevice(double framesPerSecond) : IDetector
{
    private static readonly TimeSpan s_lateness = TimeSpan.FromMilliseconds(100);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _busyUntil;

    public ModelIdentity Model { get; } = new("steady", new('0', 64));

    public ResizeRule Resize { get; } = new(416, 736); // as nano

    public int Lanes => 1;

    public PreparedPrompt Prepare(Prompt prompt) => new Prepared(prompt);

    /// <summary>Waking up late is made up for in the next batch.</summary>
    public ImmutableArray<DetectedFrame> Detect(IReadOnlyList<DetectionRequest> batch, CancellationToken cancellationToken)
    {
        var begin = _clock.Elapsed - _busyUntil < s_lateness ? _busyUntil : _clock.Elapsed;
        _busyUntil = begin + TimeSpan.FromSeconds(batch.Count / framesPerSecond);
        if (_busyUntil - _clock.Elapsed is var rest && rest > TimeSpan.Zero)
        {
            cancellationToken.WaitHandle.WaitOne(rest);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return [.. batch.Select(request => new DetectedFrame(request.Frame.Header, [.. Enumerable.Range(0, 3).Select(i => Person(request, i))]))];
    }

    public void Dispose()
    {
    }

    private static Detection Person(DetectionRequest request, int number)
    {
        var left = (float)((request.Frame.Header.Pts.TotalSeconds * 20) + (number * 200)) % 600;
        return new Detection(new BoundingBox(left, 100 * number, left + 40, (100 * number) + 90), request.Prompt.Prompt.Phrases[0].Phrase, 0.9f);
    }

    private sealed class Prepared(Prompt prompt) : PreparedPrompt(prompt);
}
