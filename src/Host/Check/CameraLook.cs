using System.Diagnostics;
using Glip.Core;

namespace Glip.Host;

/// <summary>What a camera delivered in some seconds.</summary>
/// <param name="FirstFrame">Time until the first frame.</param>
/// <param name="Length">Time from then on.</param>
/// <param name="FramesPerSecond">By the times in the stream.</param>
/// <param name="Latency">From capture to arrival of the last frame, by the clock of its capture time.</param>
/// <param name="Last">The last frame.</param>
internal sealed record CameraLook(TimeSpan FirstFrame, TimeSpan Length, double FramesPerSecond, TimeSpan Latency, FrameHeader Last)
{
    /// <exception cref="UnavailableException">No frame can be had.</exception>
    public static async Task<CameraLook> TakeAsync(ILiveConnection connection, TimeSpan length, CancellationToken cancellationToken)
    {
        var time = Stopwatch.StartNew();
        TimeSpan? first = null;
        FrameHeader begun = default, last = default;
        var frames = 0;
        await foreach (var frame in connection.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            using (frame)
            {
                last = frame.Header;
                begun = frames++ == 0 ? last : begun;
                first ??= time.Elapsed;
            }

            if (time.Elapsed - first >= length)
            {
                break;
            }
        }

        if (first is not { } start)
        {
            throw new UnavailableException(connection.End?.Damage ?? "the source ended before its first picture");
        }

        var looked = time.Elapsed - start;
        var latency = (last.ReceivedAt ?? last.CapturedAt) - last.CapturedAt;
        return new CameraLook(start, looked, (frames - 1) / Math.Max((last.Pts - begun.Pts).TotalSeconds, 0.001), latency, last);
    }
}
