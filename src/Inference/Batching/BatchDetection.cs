using System.Diagnostics.Metrics;
using System.Globalization;
using Glip.Core;

namespace Glip.Inference;

/// <summary>Looks at batches. Those that are too large for the memory of the device are computed in halves.</summary>
internal sealed class BatchDetection(IDetector detector, BatchQueue queue, TimeProvider clock, Action<string> warn)
{
    private static readonly Meter s_meter = new(StageTimer.MeterName);
    private static readonly Histogram<int> s_batchSize = s_meter.CreateHistogram<int>("glip_batch_size", null, "Frames that are computed together.");

    private static readonly Counter<double> s_cost = s_meter.CreateCounter<double>("glip_inference_seconds", "s", "Time of the device, shared out to the streams and phrases that it was spent for.");

    private readonly RareWarning _lost = new(warn, clock);

    /// <summary>Gives each frame its result, or the reason why there is none.</summary>
    public void Run(FrameBatch batch)
    {
        s_batchSize.Record(batch.Frames.Count);
        foreach (var frame in batch.Frames)
        {
            StageTimer.Record("queue", clock.GetElapsedTime(frame.WaitsSince));
        }

        var startedAt = clock.GetTimestamp();
        Detect(batch.Frames, batch.Unwanted);
        var time = clock.GetElapsedTime(startedAt);
        StageTimer.Record("detect", time);
        ShareOut(time.TotalSeconds / batch.Frames.Count, batch.Frames);
    }

    private static void ShareOut(double secondsPerFrame, IReadOnlyList<PendingFrame> frames)
    {
        foreach (var (frame, prompt) in frames.Select(frame => frame.Request))
        {
            foreach (var sought in prompt.Prompt.Phrases)
            {
                s_cost.Add(secondsPerFrame / prompt.Prompt.Phrases.Length, new("stream", frame.Header.StreamId), new("phrase", sought.Phrase.Slug));
            }
        }
    }

    private void Detect(IReadOnlyList<PendingFrame> frames, CancellationToken unwanted)
    {
        try
        {
            var detected = detector.Detect([.. frames.Select(frame => frame.Request)], unwanted);
            for (var i = 0; i < frames.Count; i++)
            {
                frames[i].Detected = detected[i];
            }
        }
        catch (DeviceMemoryException e) when (frames.Count > 1)
        {
            var half = frames.Count / 2;
            if (queue.Limit(half))
            {
                warn(string.Create(CultureInfo.InvariantCulture, $"{e.Message}; going on with at most {half} frames together instead of {frames.Count}"));
            }

            Detect([.. frames.Take(half)], unwanted);
            Detect([.. frames.Skip(half)], unwanted);
        }
        catch (DeviceMemoryException e)
        {
            frames[0].Loss = DropReason.DeviceError;
            _lost.Tell("frames that could not be looked at", e.Message);
        }
        catch (OperationCanceledException) when (unwanted.IsCancellationRequested)
        {
            // No one waits for these frames: they are counted as stopped.
        }
    }
}
